import { expect, test } from "vitest";
import { mayAdminister, mayChange, mayManage, roleName, rolesToGive } from "./roles.ts";

test.each([
  ["owner", true, true],
  ["admin", true, true],
  ["manager", false, true],
  ["member", false, false],
  ["something new", false, false],
])("an %s may administer: %s, manage: %s", (role, administers, manages) => {
  expect([mayAdminister({ role }), mayManage({ role })]).toEqual([administers, manages]);
});

test("an owner changes everybody and makes owners; an admin neither changes nor makes one; others change nobody", () => {
  const changes = (mine: string) =>
    ["owner", "admin", "manager", "member"].filter((role) => mayChange({ role: mine }, { role }));
  expect(changes("owner")).toEqual(["owner", "admin", "manager", "member"]);
  expect(changes("admin")).toEqual(["admin", "manager", "member"]);
  expect([changes("manager"), changes("member")]).toEqual([[], []]);
  expect(rolesToGive({ role: "owner" })).toHaveLength(4);
  expect(rolesToGive({ role: "admin" }).map(({ role }) => role)).toEqual(["admin", "manager", "member"]);
});

test("a role has a name, also one that is not known yet", () => {
  expect([roleName("manager"), roleName("something new")]).toEqual(["Manager", "something new"]);
});
