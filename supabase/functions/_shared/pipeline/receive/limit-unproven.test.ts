import { describe, expect, test } from "vitest";
import { type UnprovenLimit, createUnprovenLimit, watchUnproven } from "./limit-unproven.ts";

const nobody = { tokenHash: null, integrationHint: null, emails: [] };

const open = () => {
  const state = { ms: 0 };
  return { state, limit: createUnprovenLimit(() => new Date(state.ms)) };
};
const refuse = (limit: UnprovenLimit, sender: string, times: number) => {
  for (let count = 0; count < times; count += 1) limit.count([sender]);
};

describe("who sends in vain", () => {
  test("may do so 120 times at once and twice a second from then on, whatever others do", () => {
    const { state, limit } = open();
    refuse(limit, "a", 119);
    expect(limit.isOver(["a"])).toBe(false);
    refuse(limit, "a", 1);
    expect([limit.isOver(["a"]), limit.isOver(["b"]), limit.isOver(["b", "a"])]).toEqual([true, false, true]);
    state.ms = 500;
    expect(limit.isOver(["a"])).toBe(false);
  });

  test("owes nothing for what was refused meanwhile: after a minute all is forgotten", () => {
    const { state, limit } = open();
    refuse(limit, "a", 100_000);
    state.ms = 60_000;
    refuse(limit, "a", 119);
    expect(limit.isOver(["a"])).toBe(false);
  });

  test("gains nothing from a clock that is put back", () => {
    const { state, limit } = open();
    refuse(limit, "a", 120);
    state.ms = -60_000;
    expect(limit.isOver(["a"])).toBe(true);
  });

  test("is counted by address and by what is claimed, each for itself", async () => {
    const { limit } = open();
    const from = (address: string, emails: string[]) =>
      watchUnproven(limit, new Headers({ "x-forwarded-for": `${address}, 192.0.2.1` }), { ...nobody, emails });
    for (let count = 0; count < 120; count += 1) (await from("192.0.2.7", [`${count}@example.com`])).countRefusal();
    expect((await from("192.0.2.7", ["new@example.com"])).isHeld).toBe(true);
    expect((await from("192.0.2.8", ["1@example.com"])).isHeld).toBe(false);
    for (let count = 0; count < 120; count += 1) (await from(`192.0.2.${count}`, ["ana@example.com"])).countRefusal();
    expect((await from("198.51.100.1", ["ana@example.com"])).isHeld).toBe(true);
    expect((await from("198.51.100.1", ["bo@example.com"])).isHeld).toBe(false);
  });

  test("cannot fill the memory with names", () => {
    const { limit } = open();
    refuse(limit, "first", 200);
    for (let count = 0; count < 10_000; count += 1) limit.count([`name ${count}`]);
    expect(limit.isOver(["first"])).toBe(false);
  });
});
