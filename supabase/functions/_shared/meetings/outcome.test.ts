import { expect, test } from "vitest";
import { initialOutcome, outcomeStatusSchema } from "./outcome.ts";

const context = { internalDomains: ["example.com"], recorderEmail: "ana.host@example.net", memberEmails: [] };

test.each([
  ["ben@example.com", null, "skipped_internal", "internal_domain"],
  ["ana.host@example.net", true, "skipped_internal", "recorder"],
  ["dan@example.net", false, "skipped_internal", "marked_internal"],
  [null, false, "skipped_internal", "marked_internal"],
  [null, true, "not_found", "no_email"],
  [null, null, "not_found", "no_email"],
  ["ben@example.org", true, "pending", null],
  ["ben@example.org", null, "pending", null],
])("e-mail %s and external %s begin as %s, reason %s", (email, isExternal, status, reason) => {
  const outcome = initialOutcome({ name: "Somebody", email, isExternal }, context);
  expect(outcome).toEqual({ status, reason });
  expect(outcomeStatusSchema.options).toContain(outcome.status);
});
