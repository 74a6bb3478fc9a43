import { expect, test } from "vitest";
import { mayAdminister, mayManage } from "./roles.ts";

test.each([
  ["owner", true, true],
  ["admin", true, true],
  ["manager", false, true],
  ["member", false, false],
  ["something new", false, false],
])("an %s may administer: %s, manage: %s", (role, administers, manages) => {
  expect([mayAdminister({ role }), mayManage({ role })]).toEqual([administers, manages]);
});
