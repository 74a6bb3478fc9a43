import { expect, test } from "vitest";
import { placed } from "./placed.ts";

test("every part begins where the one before it ends", () => {
  expect(placed([{ value: 2 }, { value: 0 }, { value: 3 }]).map(({ start }) => start)).toEqual([0, 2, 2]);
});
