import { expect, test } from "vitest";
import { isFixedInSettings, reasonSentence } from "./reason.ts";

const codes = [
  "no_email",
  "no_person",
  "several_persons",
  "internal_domain",
  "recorder",
  "team_member",
  "marked_internal",
  "person_found",
  "person_remembered",
  "chosen_by_person",
  "note_deleted",
  "crm_not_connected",
  "crm_unauthorized",
  "crm_payment_required",
  "crm_forbidden",
  "crm_rejected",
  "crm_unavailable",
  "crm_rate_limited",
  "person_gone",
  "same_conversation",
  "erased",
  "dry_run",
  "imported_only",
  "gave_up",
];

test("each reason is a sentence of its own", () => {
  const sentences = codes.map((code) => reasonSentence("failed", code));
  expect(new Set(sentences).size).toBe(codes.length);
  expect(sentences.every((sentence) => sentence?.endsWith("."))).toBe(true);
});

test.each(["brand_new_code", "constructor"])("the unknown reason %s is a general sentence, not a code", (code) => {
  expect(reasonSentence("failed", code)).toBe("For a reason that this page does not know yet.");
});

test("an attendee who is still pending is told that it goes on by itself", () => {
  expect(reasonSentence("pending", "crm_unavailable")).toBe("Pipedrive did not answer. Debrief tries again by itself.");
  expect(reasonSentence("pending", null)).toBe("Debrief has not got to it yet.");
});

test("only what the settings page can put right points there", () => {
  expect(codes.filter(isFixedInSettings)).toEqual(["crm_not_connected", "crm_unauthorized"]);
});
