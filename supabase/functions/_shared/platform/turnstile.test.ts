import { expect, test } from "vitest";
import { createTurnstile } from "./turnstile.ts";

test("lets one in at a time, in the order in which they came", async () => {
  const { enter } = createTurnstile();
  const seen: string[] = [];
  const pass = async (name: string): Promise<void> => {
    const leave = await enter();
    seen.push(`${name} in`);
    await Promise.resolve();
    seen.push(`${name} out`);
    leave();
    // Twice is once: nobody else is let in by it.
    leave();
  };
  await Promise.all(["a", "b", "c"].map(pass));
  expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
});

test("whoever does not want to wait is told at once", async () => {
  const { enter, tryEnter } = createTurnstile();
  const leave = tryEnter();
  expect(tryEnter()).toBeNull();
  const next = enter();
  leave?.();
  expect(tryEnter()).toBeNull();
  (await next)();
  expect(tryEnter()).not.toBeNull();
});
