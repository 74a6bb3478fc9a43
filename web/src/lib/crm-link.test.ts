import { describe, expect, test } from "vitest";
import { crmPersonUrl } from "./crm-link.ts";

describe("the link to a person in the CRM", () => {
  test("goes to the account's own address at Pipedrive", () => {
    expect(crmPersonUrl("acme-sales", "42")).toBe("https://acme-sales.pipedrive.com/person/42");
  });

  test("goes to the configured address of a simulated account, with or without a slash at its end", () => {
    const crmUrls = { demo: "http://127.0.0.1:54330", other: "http://127.0.0.1:54330/" };
    expect(crmPersonUrl("demo", "42", crmUrls)).toBe("http://127.0.0.1:54330/person/42");
    expect(crmPersonUrl("other", "42", crmUrls)).toBe("http://127.0.0.1:54330/person/42");
    expect(crmPersonUrl("acme", "42", crmUrls)).toBe("https://acme.pipedrive.com/person/42");
  });

  test.each(["evil.example/x#", "a.b", "Acme", "a b", "acme@evil", "", null, undefined])(
    "account %j makes none",
    (account) => {
      expect(crmPersonUrl(account, "42")).toBeNull();
    },
  );

  test.each(["../x", "4 2", "42?x=1", "", null, undefined])("person id %j makes none", (personId) => {
    expect(crmPersonUrl("acme", personId)).toBeNull();
  });

  test("a configured address that is not http(s) makes none", () => {
    expect(crmPersonUrl("demo", "42", { demo: "javascript:alert(1)" })).toBeNull();
  });

  test("an account named like a property of every object is an account like any other", () => {
    expect(crmPersonUrl("constructor", "42", {})).toBe("https://constructor.pipedrive.com/person/42");
  });
});
