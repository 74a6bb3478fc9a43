import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDelivery } from "../../sources/fathom/read-delivery.ts";
import { recorderEmails } from "../../sources/fathom/recorder-emails.ts";
import { parseBody, whyMalformed } from "./parse-body.ts";
import { cpuMs } from "../../../../../tests/support/cpu-ms.ts";

const form = "application/x-www-form-urlencoded";
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, contentType: string | null) => parseBody(bytes(text), contentType);

describe("JSON", () => {
  test.each([["application/json"], ["application/json; charset=utf-8"], ["text/plain;charset=UTF-8"], [form], [null]])(
    "is JSON, sent as %s",
    (contentType) => {
      const text = ' {"title": "Zoë", "a": [1]}\n';
      expect(read(text, contentType)).toEqual({ json: { title: "Zoë", a: [1] }, text });
    },
  );

  test.each([["application/json"], ["text/plain"], [form], [null]])("that is broken is nothing, sent as %s", (type) => {
    for (const text of ['{"title":', '{"title":"x"', '[{"a":1}', "{", " ", ""]) expect(read(text, type)).toBeNull();
  });
});

describe("a form", () => {
  test.each<[string, unknown]>([
    ["title=Intro+call&summary=a%26b&note=", { title: "Intro call", summary: "a&b", note: "" }],
    ["invitees=Ben&invitees=Ana", { invitees: ["Ben", "Ana"] }],
    ["invitees%5B%5D=Ben", { invitees: ["Ben"] }],
    ["name=Zo%C3%AB+%E2%98%95", { name: "Zoë ☕" }],
    ["title=a%00b%0Ac", { title: "ab\nc" }],
    ["data=%5B1%5D&title=x", { data: "[1]", title: "x" }],
    ["data=text", { data: "text" }],
    ["a=%ff%zz", { a: "\ufffd%zz" }],
  ])("%s is its fields", (text, json) => expect(read(text, form)).toEqual({ json, text: JSON.stringify(json) }));

  test.each([["data"], ["payload"]])("with nothing but JSON under %s is that JSON", (key) => {
    const text = '{ "title": "x" }';
    expect(read(new URLSearchParams({ [key]: text }).toString(), `${form}; charset=UTF-8`)).toEqual({
      json: { title: "x" },
      text,
    });
  });

  test("has at most 10,000 fields", () => {
    expect(Object.keys(Object(read("a=b&".repeat(9_999), form)?.json))).toEqual(["a"]);
    expect(read("a=b&".repeat(10_000), form)).toBeNull();
    expect(whyMalformed(bytes("x"), form)).toMatch(/10000 fields.*as JSON/);
  });

  test("cannot reach the prototype of anything", () => {
    const parsed = read("__proto__=x&constructor=y", form);
    expect(parsed?.text).toBe('{"__proto__":"x","constructor":"y"}');
    expect(Object.getPrototypeOf(parsed?.json)).toBe(Object.prototype);
  });
});

describe("text", () => {
  test.each([["Intro - May 11\nVIEW RECORDING"], ["[0:11] Ana: Hi"], ["[Example] Kick-off"], ['He said "hi" \\']])(
    "%j is a JSON string when it is sent as text",
    (text) => {
      expect(read(text, "Text/Plain; charset=utf-8")).toEqual({ json: text, text: JSON.stringify(text) });
    },
  );

  test.each([["application/json"], [null], [""], ["text/html"], ["multipart/form-data; boundary=x"], [";"]])(
    "is nothing when it is sent as %j",
    (contentType) => expect(read("hello", contentType)).toBeNull(),
  );
});

test("what is refused is told what to send instead", () => {
  expect(whyMalformed(bytes(""), null)).toMatch(/empty.*as JSON/);
  expect(whyMalformed(bytes("x"), null)).toBe("The body is not valid JSON.");
  expect(whyMalformed(bytes("[".repeat(1e6)), null)).toBe("The body has more parts than a meeting can have.");
  expect(whyMalformed(bytes("x"), "multipart/form-data; boundary=x")).toMatch(/multipart.*as JSON/);
});

describe("any bytes under any content type", () => {
  const types = fc.oneof(
    fc.constantFrom(null, "application/json", form, "text/plain", "multipart/form-data", "text/html"),
    fc.string(),
  );

  test("make neither this nor the mapper throw; what is taken is JSON text of its value", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: "binary" }).map(bytes)),
        types,
        (body, type) => {
          const parsed = parseBody(body, type);
          expect(whyMalformed(body, type)).toMatch(/\.$/);
          expect(JSON.parse(parsed?.text ?? "null")).toEqual(parsed?.json ?? null);
          const { data, error } = readDelivery(parsed?.json);
          expect((data?.meetings.length ?? 0) > 0 || error !== null).toBe(true);
          for (const email of recorderEmails(parsed?.json)) expect(email).toContain("@");
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each<[string, () => string]>([
    ["ampersands", () => "&".repeat(1e7)],
    ["keys", () => Array.from({ length: 5e5 }, (_, index) => `k${index}=v`).join("&")],
    ["the same key", () => "a=b&".repeat(2.5e6)],
    ["brackets", () => "[".repeat(1e7)],
    ["blanks", () => `x${" ".repeat(1e7)}`],
    ["percent signs", () => "%".repeat(1e7)],
    ["controls", () => `x${"\u0001".repeat(1e7)}`],
    ["commas", () => ",".repeat(1e7)],
    ["objects within each other", () => '{"a":'.repeat(2e6)],
    ["empty objects", () => `[${"{},".repeat(3e6)}1]`],
  ])(
    "do not take long: 10 MB of %s",
    (_, make) => {
      const body = bytes(make());
      for (const type of [form, "text/plain", "application/json"]) {
        let length = 0;
        expect(cpuMs(() => (length = parseBody(body, type)?.text.length ?? 0))).toBeLessThan(5000);
        expect(length).toBeLessThan(4e7);
      }
    },
    30_000,
  );
});
