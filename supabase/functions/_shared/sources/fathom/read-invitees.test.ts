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

test("a comma within a name is told from one between names where the addresses say how many there are", () => {
  const emails = "dana@example.org,alex@example.com";
  expect(read({ invitees: "Ramirez, Dana,Alex Rep", emails, externals: "True,False" })).toEqual([
    ["Ramirez, Dana", "dana@example.org", true],
    ["Alex Rep", "alex@example.com", false],
  ]);
  expect(read({ invitees: '"Ramirez,Dana",Alex Rep', emails })).toEqual([
    ["Ramirez,Dana", "dana@example.org", null],
    ["Alex Rep", "alex@example.com", null],
  ]);
});

test("lists of different lengths give the addresses alone, rather than somebody else's name", () => {
  expect(
    read({ invitees: "Ben,Pat,Cleo", emails: "dana@example.org,alex@example.com", externals: "True,False,True" }),
  ).toEqual([
    [null, "dana@example.org", null],
    [null, "alex@example.com", null],
  ]);
});

test("several addresses in one string, however they are parted, with display names or not", () => {
  const both = [
    [null, "ben@example.org", null],
    [null, "pat@example.net", null],
  ];
  for (const emails of [
    "ben@example.org pat@example.net",
    "BEN@example.org,\nPat@Example.net",
    "ben@example.org;pat@example.net,",
  ]) {
    expect(read({ invitees: "", emails }).filter(([, email]) => email !== null)).toEqual(both);
  }
  expect(read({ invitees: "", emails: '"Buyer, Ben" <ben@example.org>, Pat Twin <Pat@example.net>' })).toEqual([
    ["Buyer, Ben", "ben@example.org", null],
    ["Pat Twin", "pat@example.net", null],
  ]);
});

test("flags in any spelling, and none where one of them cannot be read", () => {
  const flags = (externals: string) =>
    read({ invitees: "", emails: "a@example.org,b@example.org", externals }).map(([, , isExternal]) => isExternal);
  expect(flags("True,False")).toEqual([true, false]);
  expect(flags("yes, NO")).toEqual([true, false]);
  expect(flags("1,maybe")).toEqual([true, null]);
});

test("addresses where flags are expected are those of the people from outside", () => {
  expect(
    read({ invitees: "", emails: "ana@example.com,ben@example.org", externals: "ben@example.org,pat@example.net" }),
  ).toEqual([
    [null, "ana@example.com", null],
    [null, "ben@example.org", true],
    [null, "pat@example.net", true],
  ]);
});

test("blocks that a Zap joined with commas", () => {
  expect(
    read({
      invitees:
        "email: a@example.org\nis_external: True\nname: Ramirez, Ana,email: b@example.com\nis_external: False\nname: Bo",
    }),
  ).toEqual([
    ["Ramirez, Ana", "a@example.org", true],
    ["Bo", "b@example.com", false],
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
