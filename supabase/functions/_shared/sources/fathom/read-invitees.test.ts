import { expect, test } from "vitest";
import { readInvitees } from "./read-invitees.ts";

const read = (invitees: Parameters<typeof readInvitees>[0]) =>
  readInvitees(invitees).map(({ name, email, isExternal }) => [name, email, isExternal]);

test("blocks parted by a blank line, or by nothing but their first key", () => {
  const blocks =
    "email: Ben@example.org\nis_external: True\nname: Ben: Buyer\n\nname: Ana\nis_external: False\nname: Cleo";
  expect(read({ invitees: blocks })).toEqual([
    ["Ben: Buyer", "ben@example.org", true],
    ["Ana", null, false],
    ["Cleo", null, null],
  ]);
});

test("lists side by side", () => {
  expect(
    read({
      invitees: undefined,
      names: "Ben Buyer, Ana Host",
      emails: "ben@example.org,ana@example.com",
      externals: "True,False",
    }),
  ).toEqual([
    ["Ben Buyer", "ben@example.org", true],
    ["Ana Host", "ana@example.com", false],
  ]);
});

test("the invitees themselves may be the list of names, in an array or in text", () => {
  const expected = [
    ["Ben", "ben@example.org", null],
    ["Pat", "pat@example.net", null],
  ];
  expect(read({ invitees: "Ben,Pat", emails: "ben@example.org; pat@example.net" })).toEqual(expected);
  expect(read({ invitees: ["Ben", "Pat"], emails: ["ben@example.org", "pat@example.net"] })).toEqual(expected);
});

test("where a comma in a name makes the lists unequal, the addresses stand without names", () => {
  expect(
    read({ invitees: "Ramirez, Dana,Alex Rep", emails: "dana@example.org,alex@example.com", externals: "True" }),
  ).toEqual([
    [null, "dana@example.org", null],
    [null, "alex@example.com", null],
  ]);
});

test("names without addresses are people too, and addresses hide in names", () => {
  expect(read({ invitees: "Ben Buyer, Pat <Pat@example.net>, cleo@example.org, Guest (dial-in)", emails: "" })).toEqual(
    [
      ["Ben Buyer", null, null],
      ["Pat", "pat@example.net", null],
      [null, "cleo@example.org", null],
      ["Guest (dial-in)", null, null],
    ],
  );
  expect(read({ invitees: "Ben", emails: "n/a" })).toEqual([["Ben", null, null]]);
});

test("objects, one or several, with flags as text or not", () => {
  expect(read({ invitees: { name: "Ben", email: "ben@example.org", is_external: "false" } })).toEqual([
    ["Ben", "ben@example.org", false],
  ]);
  expect(read({ invitees: [{ email: "ben@example.org", is_external: true }, { name: "Pat" }, "Cleo"] })).toEqual([
    [null, "ben@example.org", true],
    ["Pat", null, null],
    ["Cleo", null, null],
  ]);
});

test.each([[null], [undefined], [""], [" "], [[]], [5], [{}]])("%j is nobody", (invitees) => {
  expect(read({ invitees }).filter(([name, email]) => name !== null || email !== null)).toEqual([]);
});
