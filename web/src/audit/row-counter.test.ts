import { expect, test } from "vitest";
import { createRowCounter } from "./row-counter.ts";

test.each([
  ["", 0],
  ["a,b\r\n", 1],
  ['a,"two\r\nlines"\r\nc,d\r\n', 2],
  ['"a ""quoted""\r\nword",b\r\n', 1],
  ["a\nb\r\n", 1],
  ["a,b\r\nhalf", 1],
])("%j has %s rows, however it is cut", (text, rows) => {
  const bytes = new TextEncoder().encode(text);
  const whole = createRowCounter();
  expect(whole.add(bytes)).toBe(rows);
  const cut = createRowCounter();
  let counted = 0;
  for (const byte of bytes) counted = cut.add(Uint8Array.of(byte));
  expect(counted).toBe(rows);
});
