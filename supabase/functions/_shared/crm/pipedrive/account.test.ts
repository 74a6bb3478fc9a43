import { describe, expect, test } from "vitest";
import { baseUrlOf, parseCompanyDomain } from "./account.ts";

describe("a company domain", () => {
  test.each([
    ["acme", "acme"],
    ["  Acme-Oy2 ", "acme-oy2"],
    ["acme.pipedrive.com", "acme"],
    ["https://acme.pipedrive.com", "acme"],
    ["HTTPS://ACME.pipedrive.com/person/42?x=1#y", "acme"],
  ])("%j is understood as %j", (typed, label) => {
    expect(parseCompanyDomain(typed)).toBe(label);
  });

  test.each([
    "",
    "acme.example.com",
    "https://acme",
    "https://acme.pipedrive.com.example.com/",
    "https://acme.pipedrive.com@example.com/",
    "https://user:secret@acme.pipedrive.com/",
    "https://example.com/acme.pipedrive.com",
    "https://acme.pipedrive.com:8443/",
    "acme.evil.pipedrive.com",
    "acme/..",
    "acme\nexample.com",
    "-acme",
    "acme-",
    "127.0.0.1",
    "ac me",
    "аcme",
    "a".repeat(64),
    "app.pipedrive.com",
    "api",
    "javascript:alert(1)",
  ])("%j is not taken: nothing typed chooses a host", (typed) => {
    expect(parseCompanyDomain(typed)).toBeNull();
  });

  test("gives the only host that is ever called", () => {
    expect(baseUrlOf("acme")).toBe("https://acme.pipedrive.com");
    expect(() => baseUrlOf("acme.example.com/")).toThrow("not a Pipedrive company domain");
    expect(() => baseUrlOf("Acme")).toThrow();
  });
});
