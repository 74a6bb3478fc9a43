import { expect, test } from "vitest";
import { inboxPath, meetingsPath } from "./list-paths.ts";

test("a number leads to what it was counted from, with nothing in the address that says nothing", () => {
  expect(meetingsPath({})).toBe("/meetings");
  expect(inboxPath("attention")).toBe("/inbox?state=attention");
  expect(meetingsPath({ whose: "mine", outcome: "not_found", from: "2026-09-07" })).toBe(
    "/meetings?whose=mine&outcome=not_found&from=2026-09-07",
  );
  expect(meetingsPath({ whose: undefined, from: "2026-09-07", to: "2026-09-13" })).toBe(
    "/meetings?from=2026-09-07&to=2026-09-13",
  );
});
