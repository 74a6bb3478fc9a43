import { expect, test } from "vitest";
import { isPublic, webhookUrl } from "./webhook-url.ts";

test("an integration's URL carries its id", () => {
  expect(webhookUrl("https://ref.supabase.co/functions/v1", { integration: "a b" })).toBe(
    "https://ref.supabase.co/functions/v1/fathom-webhook?integration=a+b",
  );
});

test.each([
  ["https://ref.supabase.co/x", true],
  ["https://debrief.example.com/x", true],
  ["https://172.32.0.1/x", true],
  ["http://127.0.0.1:54321/x", false],
  ["http://localhost:54321/x", false],
  ["http://[::1]:54321/x", false],
  ["http://10.1.2.3/x", false],
  ["http://192.168.1.5/x", false],
  ["http://172.20.0.1/x", false],
  ["http://mac.local/x", false],
  ["http://kong:8000/x", false],
  ["http://169.254.1.1/x", false],
])("whether Fathom could call %s: %s", (url, is) => {
  expect(isPublic(url)).toBe(is);
});
