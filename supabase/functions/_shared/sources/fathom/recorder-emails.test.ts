import { expect, test } from "vitest";
import { recorderEmails } from "./recorder-emails.ts";

test.each<[string, unknown]>([
  ["today's format", { recorded_by: { email: "Ana.Host@Example.com " } }],
  ["the flat format", { fathom_user_email: "ana.host@example.com" }],
  ["the flat format, misspelt", [{ fathom_user_emaill: "ana.host@example.com" }]],
  ["the nested format", { fathom_user: { email: "mailto:ana.host@example.com" } }],
  ["a display name before it", { fathom_user_email: "Ana Host <Ana.Host@Example.com>" }],
  ["a call told by topic", { topic: "summary", shareId: "x", fathom_user: { email: "ana.host@example.com" } }],
  ["JSON in payload", { payload: '{"recorded_by":{"email":"ana.host@example.com"}}', token: "x" }],
  ["JSON in data", [{ data: '{"fathom_user":{"email":"ana.host@example.com"}}' }]],
  ["JSON in transcript", [{ transcript: '{"recorded_by":{"email":"ana.host@example.com"}}' }]],
  ["a body nobody can read otherwise", { recorded_by: { email: "ana.host@example.com" }, x: 1 }],
])("%s names whose account it is", (_, payload) => {
  expect(recorderEmails(payload)).toEqual(["ana.host@example.com"]);
});

test("every claim counts once, in the order found", () => {
  const payload = [
    { fathom_user_email: "b@example.com", recorded_by: { email: "a@example.com" } },
    { data: { fathom_user_emaill: "A@example.com", fathom_user: { email: "c@example.com" } } },
  ];
  expect(recorderEmails(payload)).toEqual(["a@example.com", "b@example.com", "c@example.com"]);
});

test.each<[unknown]>([
  [{ recorded_by: "ana.host@example.com" }],
  [{ recorded_by: { email: ["ana.host@example.com"] } }],
  [{ recorded_by: { email: "Ana Host" } }],
  [{ fathom_user_email: "a@example.com, b@example.com" }],
  [{ invitees_email: "a@example.com" }],
  [JSON.parse('{"__proto__":{"fathom_user_email":"a@example.com"}}')],
  [null],
  ["ana.host@example.com"],
  [[]],
])("%j names nobody", (payload) => {
  expect(recorderEmails(payload)).toEqual([]);
});

test("there are at most 20", () => {
  const payload = Array.from({ length: 100 }, (_, index) => ({ fathom_user_email: `a${index}@example.com` }));
  expect(recorderEmails(payload)).toHaveLength(20);
});
