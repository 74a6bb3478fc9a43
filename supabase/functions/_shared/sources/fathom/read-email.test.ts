import { expect, test } from "vitest";
import { readEmail } from "./read-email.ts";

test.each([
  ["ANA@Example.com", "ana@example.com"],
  ["Ana Host <ana@example.com>", "ana@example.com"],
  ['"Host, Ana" <Ana@example.com> ', "ana@example.com"],
  ["<ana@example.com>", "ana@example.com"],
  ["ana@b\u00fccher.example", "ana@b\u00fccher.example"],
  ["ana@bu\u0308cher.example", "ana@b\u00fccher.example"],
  ["ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example"],
  ["x1y2z3@privaterelay.appleid.com", "x1y2z3@privaterelay.appleid.com"],
])("%j is %s", (text, email) => expect(readEmail(text)).toBe(email));

test.each([[null], [5], [""], ["Ana <>"], ["Ana <ana>"], ["<".repeat(200_000)], ["ana@example.com <x> y"]])(
  "%j is none",
  (text) => expect(readEmail(text)).toBeNull(),
);
