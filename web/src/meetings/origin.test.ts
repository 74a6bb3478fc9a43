import { expect, test } from "vitest";
import { originOf } from "./origin.ts";

const event = (created_at: string, origin: string) => ({ created_at, webhook_events: { origin } });

test("a meeting is marked by the way it came at first, whatever completed it later", () => {
  const swept = event("2026-11-20T10:00:00+00:00", "sweep");
  const late = event("2026-11-20T11:00:00+00:00", "webhook");
  expect(originOf([late, swept])?.sentence).toBe("Found by the check for missed meetings");
  expect(originOf([event("2026-11-20T09:00:00+00:00", "webhook"), swept])).toBeNull();
  expect(originOf([event("2026-11-20T09:00:00+00:00", "import"), late])?.origin).toBe("import");
});

test.each([[[]], [[event("2026-11-20T09:00:00+00:00", "constructor")]]])("%j says nothing about it", (events) => {
  expect(originOf(events)).toBeNull();
});
