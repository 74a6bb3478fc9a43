import { expect, test } from "vitest";
import { monthOf } from "./months.ts";

test.each([
  [new Date(2026, 10, 25), 0, "2026-11-01", "2026-11-30"],
  [new Date(2026, 0, 31), 1, "2025-12-01", "2025-12-31"],
  [new Date(2024, 2, 31), 1, "2024-02-01", "2024-02-29"],
])("%s, %s months ago: from %s to %s", (now, ago, from, to) => expect(monthOf(now, ago)).toEqual({ from, to }));
