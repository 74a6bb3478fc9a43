import { expect, test } from "vitest";
import { companyDomain } from "./company-domain.ts";

test.each([
  "acme",
  " Acme ",
  "acme.pipedrive.com",
  "https://acme.pipedrive.com",
  "https://acme.pipedrive.com/deals?x=1",
])("%j is the company acme", (typed) => {
  expect(companyDomain(typed)).toBe("acme");
});

test("another host stays what it is, for the server to refuse", () => {
  expect(companyDomain("https://evil.example.com/acme")).toBe("evil.example.com");
});
