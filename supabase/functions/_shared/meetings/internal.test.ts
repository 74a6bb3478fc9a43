import { describe, expect, test } from "vitest";
import { type InternalContext, internalReason } from "./internal.ts";

const who = (email: string | null, isExternal: boolean | null = null) => ({ name: "Somebody", email, isExternal });
const nobody: InternalContext = { internalDomains: [], recorderEmail: null, memberEmails: [] };
const domains = (...internalDomains: string[]): InternalContext => ({ ...nobody, internalDomains });

describe("an internal domain", () => {
  test.each([
    ["ben@example.com", "example.com"],
    ["ben@EXAMPLE.com", "Example.COM"],
    ["ben@sales.eu.example.com", "example.com"],
    ["ben@example.com.", "example.com"],
    ["ben@example.com", " example.com. "],
    ["ben@example.com", "@example.com"],
    ["ben@mail.example.com", "*.example.com"],
    ["ben@bücher.example", "xn--bcher-kva.example"],
    ["ben@xn--bcher-kva.example", "BÜCHER.example"],
    ["ben@intranet", "intranet"],
  ])("%s is within %s", (email, domain) => {
    expect(internalReason(who(email), domains("other.example.net", domain))).toBe("internal_domain");
  });

  test.each([
    ["ben@notexample.com", "example.com"],
    ["ben@example.com.example.net", "example.com"],
    ["ben@example.com", "sales.example.com"],
    ["ben@example.com", "com"],
    ["ben@example.com", ""],
    ["ben@example.com", "."],
    ["ben@example.com", "example.com/path"],
    ["ben@example.com", "x y"],
    ["ben@ex%61mple.com", "example.com"],
  ])("%s is not within %s", (email, domain) => {
    expect(internalReason(who(email), domains(domain))).toBeNull();
  });

  test("is not overridden by a source that says external", () => {
    expect(internalReason(who("ben@example.com", true), domains("example.com"))).toBe("internal_domain");
  });
});

test("whoever recorded the meeting is internal, on whatever domain", () => {
  const context = { ...nobody, recorderEmail: " Ana.Host@Example.com " };
  expect(internalReason(who("ana.host@example.com", true), context)).toBe("recorder");
  expect(internalReason(who("ben@example.com"), context)).toBeNull();
});

test("a connected member is internal", () => {
  const context = { ...nobody, memberEmails: ["pat@example.net", "Dan@Example.net"] };
  expect(internalReason(who("dan@example.net"), context)).toBe("team_member");
});

test("whom the source marks as not external is internal, with an address or without", () => {
  expect(internalReason(who("ben@example.org", false), nobody)).toBe("marked_internal");
  expect(internalReason(who(null, false), nobody)).toBe("marked_internal");
});

test("everybody else is not", () => {
  expect(internalReason(who("ben@example.org", true), nobody)).toBeNull();
  expect(internalReason(who("ben@example.org"), nobody)).toBeNull();
  expect(internalReason(who(null), domains("example.com"))).toBeNull();
});
