import { expect, test } from "vitest";
import { cutAtWords } from "./cut-at-words.ts";

test.each([
  ["Renewal review with Acme", "acme rev", ["Renewal ", "rev", "iew with ", "Acme", ""]],
  ["Größe und Übergabe", "ubergabe", ["Größe und ", "Übergabe", ""]],
  ["Cafe\u0301 Zoë", "café zoe", ["", "Café", " ", "Zoë", ""]],
  ["preview", "view", ["preview"]],
  ["和田中太郎さん", "太郎", ["和田中", "太郎", "さん"]],
  ["Costs $10 (net)", "$10 (net", ["Costs $", "10", " (", "net", ")"]],
  ["a.b c", ".*", ["a.b c"]],
  ["plan plant", "plan plant", ["", "plan", " ", "plant", ""]],
])("in %j the words of %j are found as they are written", (text, q, pieces) => {
  expect(cutAtWords(text, q)).toEqual(pieces);
});

test("nothing is lost of any text", () => {
  const text = "Ärger, 100 % & <b>bold</b> — مرحبا 👋🏽 ﬁne";
  expect(cutAtWords(text, "arger bold ﬁne 100").join("")).toBe(text.normalize("NFD").normalize("NFC"));
});
