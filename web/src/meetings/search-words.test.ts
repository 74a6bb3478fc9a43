import { expect, test } from "vitest";
import { firstName, firstTerm } from "./search-words.ts";

test.each([
  [{ name: " Ben Buyer ", email: "b@example.org" }, "Ben Buyer"],
  [{ name: null, email: "ben.buyer+crm@example.org" }, "ben buyer"],
  [{ name: "zoe_o-hara7@example.org", email: "zoe_o-hara7@example.org" }, "zoe o hara"],
  [{ name: null, email: "42@example.org" }, ""],
])("%j is looked for as %j", (attendee, expected) => {
  expect(firstTerm(attendee)).toBe(expected);
});

test("a new contact is called as the invitation says, else by the address with capitals", () => {
  expect(firstName({ name: "ada de Groot", email: null })).toBe("ada de Groot");
  expect(firstName({ name: null, email: "ben.buyer@example.org" })).toBe("Ben Buyer");
});
