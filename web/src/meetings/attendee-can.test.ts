import { describe, expect, test } from "vitest";
import { attendeeCan } from "./attendee-can.ts";

const somebody = { status: "not_found", reason: "no_person", email: "nora@example.org", crm_person_id: null };
const usual = { isDryRun: false, hasCrm: true };
const names = (...[outcome, given]: Parameters<typeof attendeeCan>): string[] =>
  Object.entries(attendeeCan(outcome, given)).flatMap(([name, is]) => (is ? [name] : []));

describe("what a person can do about an attendee", () => {
  test.each([
    ["not_found", ["look", "search", "createContact"]],
    ["ambiguous", ["search"]],
    ["failed", ["look", "search"]],
    ["dry_run", ["write", "readNote", "change"]],
    ["note_added", ["readNote", "change"]],
    ["pending", ["readNote"]],
    ["skipped_internal", []],
  ])("who is %s", (status, expected) => {
    expect(names({ ...somebody, status, reason: null }, usual)).toEqual(expected);
  });

  test("nobody who was erased is looked for again", () => {
    expect(names({ ...somebody, email: null, reason: "erased" }, usual)).toEqual([]);
  });

  test("without an address somebody can be chosen, but neither looked up nor created", () => {
    expect(names({ ...somebody, email: null, reason: "no_email" }, usual)).toEqual(["search"]);
  });

  test("where no CRM can be asked nothing is offered that asks it", () => {
    expect(names(somebody, { ...usual, hasCrm: false })).toEqual(["look"]);
    expect(names({ ...somebody, status: "failed", reason: "crm_unauthorized" }, usual)).toEqual(["look"]);
  });

  test("a contact can be made in place of one that was deleted", () => {
    expect(names({ ...somebody, status: "failed", reason: "person_gone" }, usual)).toContain("createContact");
  });

  test("in dry run nothing is written by hand", () => {
    expect(names({ ...somebody, status: "dry_run" }, { ...usual, isDryRun: true })).not.toContain("write");
  });
});
