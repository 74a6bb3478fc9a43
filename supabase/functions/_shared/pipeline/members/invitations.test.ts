import { expect, test } from "vitest";
import { maskEmail } from "./invitations.ts";

test.each([
  ["ana.buyer@example.com", "a•••@example.com"],
  ["x@example.com", "x•••@example.com"],
  ["😀smile@example.com", "😀•••@example.com"],
  ["@example.com", "•••@example.com"],
])("%s is shown as %s to whoever has the link", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
