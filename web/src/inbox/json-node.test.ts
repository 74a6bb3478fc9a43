import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonNode, sizeWords } from "./json-node.ts";

test("entries are handed out a part at a time, each with its name", () => {
  const list = jsonNode(["a", "b", "c"]);
  const object = jsonNode({ a: 1, b: null });
  expect(list.kind === "list" && list.entries(1, 3)).toEqual([
    ["1", "b"],
    ["2", "c"],
  ]);
  expect(object.kind === "object" && object.entries(0, 100)).toEqual([
    ["a", 1],
    ["b", null],
  ]);
});

test.each([
  [[], "0 items"],
  [["a"], "1 item"],
  [{ a: 1 }, "1 field"],
  [Array(1200).fill(0), "1,200 items"],
])("%j has %s", (value, words) => {
  const node = jsonNode(value);
  expect("size" in node && sizeWords(node)).toBe(words);
});

test("every JSON document can be walked to its leaves", () => {
  const walk = (value: unknown): unknown => {
    const node = jsonNode(value);
    switch (node.kind) {
      case "list":
        return node.entries(0, node.size).map(([, item]) => walk(item));
      case "object":
        return Object.fromEntries(node.entries(0, node.size).map(([name, item]) => [name, walk(item)]));
      case "text":
        return node.text;
      default:
        return JSON.parse(node.text);
    }
  };
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(walk(JSON.parse(text))).toEqual(JSON.parse(text));
    }),
  );
});
