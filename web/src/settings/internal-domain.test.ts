import { expect, test } from "vitest";
import { internalDomain } from "./internal-domain.ts";

test.each([
  ["acme.com", "acme.com"],
  [" @Acme.com ", "acme.com"],
  ["*.acme.co.uk", "acme.co.uk"],
  ["ana@acme.com", "acme.com"],
  ["https://www.acme.com/about?x=1", "www.acme.com"],
  ["acme.com.", "acme.com"],
  ["münchen.example", "xn--mnchen-3ya.example"],
])("%j is the domain %s", (typed, domain) => {
  expect(internalDomain(typed)).toBe(domain);
});

test.each(["", "acme", "com", "acme .com", "acme..com", "-acme.com", "127.0.0.1", "acme.com:8080", "a@b", "acme,com"])(
  "%j is none",
  (typed) => {
    expect(internalDomain(typed)).toBeNull();
  },
);
