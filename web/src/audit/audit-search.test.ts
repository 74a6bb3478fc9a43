import { expect, test } from "vitest";
import { OUTCOME_WORDS } from "@/meetings/outcome.ts";
import { auditSchema } from "./audit-search.ts";

test("an address with everything right is read as it is, and an id that is a number as its digits", () => {
  const search = { outcome: "not_found", from: "2026-11-01", to: "2026-11-30", q: "Globex", page: 2 };
  expect(auditSchema.parse(search)).toEqual(search);
  expect(auditSchema.parse({ q: 42 }).q).toBe("42");
});

test("what is wrong in an address is as good as not there", () => {
  const { outcome, from, q, page } = auditSchema.parse({ outcome: "lost", from: "tomorrow", q: [], page: "2" });
  expect([outcome, from, q, page]).toEqual([undefined, undefined, undefined, undefined]);
});

test.each(Object.keys(OUTCOME_WORDS))("the outcome %s can be asked for", (outcome) => {
  expect(auditSchema.parse({ outcome }).outcome).toBe(outcome);
});
