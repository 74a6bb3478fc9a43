import { describe, expect, test } from "vitest";
import type { Trigger } from "../../sources/fathom/api/client.ts";
import { readListed } from "./listed-item.ts";
import { isWanted } from "./wanted.ts";

const recordedBy = (email: string | null) =>
  readListed({
    recording_id: 1,
    title: "Kick-off",
    recording_start_time: "2026-11-20T10:00:00Z",
    ...(email === null ? {} : { recorded_by: { email } }),
  });
const triggers: Trigger[] = [
  "my_recordings",
  "shared_external_recordings",
  "my_shared_with_team_recordings",
  "shared_team_recordings",
];
/** With which single trigger it is wanted. */
const wantedFor = (email: string | null): Trigger[] =>
  triggers.filter((trigger) =>
    isWanted(recordedBy(email), { fathomUserEmail: "ana@example.com", triggeredFor: [trigger] }),
  );

describe("a recording that an API key may see is brought", () => {
  test("if it is one's own, for either kind of one's own", () => {
    expect(wantedFor("Ana@example.com")).toEqual(["my_recordings", "my_shared_with_team_recordings"]);
  });

  test("if it is a colleague's, only for the team's", () => {
    expect(wantedFor("bo@example.com")).toEqual(["shared_team_recordings"]);
  });

  test("if somebody from outside shared it, only for those", () => {
    expect(wantedFor("ben@example.org")).toEqual(["shared_external_recordings"]);
  });

  test("always if nobody can tell whose it is, or what", () => {
    expect(wantedFor(null)).toEqual(triggers);
    expect(isWanted(readListed("garbage"), { fathomUserEmail: "ana@example.com", triggeredFor: [] })).toBe(true);
  });
});
