import { describe, expect, test } from "vitest";
import { cleanEmail, cleanName, cleanText, cleanTitle, cleanUrl } from "./clean-text.ts";

describe("a text of several lines", () => {
  test("keeps line breaks and tabs, loses every other control and what surrounds it", () => {
    expect(cleanText(" \u0000a\r\n\tb\u0007c\rd\u001b[0m\u0085 ")).toBe("a\n\tbc\nd[0m");
  });
  test("cannot turn the reading direction of what follows", () => {
    expect(cleanText("safe \u202etxt.exe\u202c \u2066x\u2069")).toBe("safe txt.exe x");
  });
  test("holds no lone surrogate, and keeps whole characters and right-to-left writing", () => {
    expect(cleanText("a\ud83db \u{1f600} שלום\u200f")).toBe("a\ufffdb \u{1f600} שלום\u200f");
  });
  test.each([[""], [" \n"], ["\u0000"], ["\u200b\u202e\u00ad"], [null], [undefined], [7], [{}], [["x"]]])(
    "is null for %j",
    (nothing) => {
      expect(cleanText(nothing)).toBeNull();
      expect(cleanTitle(nothing)).toBeNull();
    },
  );
});

describe("a line", () => {
  test("is one line", () => {
    expect(cleanTitle(" a\r\n\r\nb\t\u00a0c\u2028d\u0000e ")).toBe("a b c de");
  });
  test("is at most 500 characters as a title and 200 as a name, and says where it was cut", () => {
    expect(cleanTitle("x".repeat(500))).toBe("x".repeat(500));
    expect(cleanTitle("x".repeat(200_000))).toBe(`${"x".repeat(499)}…`);
    expect(cleanName("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
  });
  test("is composed, and keeps emoji and right-to-left writing", () => {
    expect(cleanName("Zoe\u0308  Mu\u0308ller")).toBe("Zo\u00eb M\u00fcller");
    expect(cleanName("\u{1f469}\u200d\u{1f4bb} \u05d3\u05e0\u05d4\u200f \u2615")).toBe(
      "\u{1f469}\u200d\u{1f4bb} \u05d3\u05e0\u05d4\u200f \u2615",
    );
  });
  test("loses what has no width, but not the joiners of scripts that join", () => {
    expect(cleanName("\ufeffBen\u200b Bu\u00adyer\u200d")).toBe("Ben Buyer");
    expect(cleanName("B\u200cen\u2060")).toBe("Ben");
    expect(cleanName("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627")).toBe("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627");
  });
  test("is never cut through a character", () => {
    expect(cleanName("\u{1f600}".repeat(200))).toBe(`${"\u{1f600}".repeat(99)}…`);
  });
});

describe("an e-mail address", () => {
  test.each([
    ["  Ben.Buyer@Example.ORG ", "ben.buyer@example.org"],
    ["MAILTO:ben@example.org", "ben@example.org"],
    ["ben@example.org\u200b\u0000", "ben@example.org"],
    ["o'neil+sales@localhost", "o'neil+sales@localhost"],
    ["ben@bücher.example", "ben@bücher.example"],
  ])("%j is %s", (text, email) => expect(cleanEmail(text)).toBe(email));

  test.each([
    ["ben"],
    ["@example.org"],
    ["ben@"],
    ["a@b@example.org"],
    ["ben buyer@example.org"],
    ["<ben@example.org>"],
    ["ben@example.org,cleo@example.org"],
    ["javascript:alert(1)"],
    [`${"x".repeat(250)}@example.org`],
    ["@".repeat(200_000)],
    [null],
    [42],
  ])("%j is none", (text) => expect(cleanEmail(text)).toBeNull());
});

describe("a web address", () => {
  test.each([
    ["https://fathom.video/calls/1?timestamp=10.0", "https://fathom.video/calls/1?timestamp=10.0"],
    [" http://example.com/a b ", "http://example.com/a%20b"],
    ['https://example.com/"><script>', "https://example.com/%22%3E%3Cscript%3E"],
  ])("%j is kept", (text, url) => expect(cleanUrl(text)).toBe(url));

  test.each([
    ["javascript:alert(1)"],
    ["java\nscript:alert(1)"],
    ["JaVaScRiPt:alert(1)"],
    ["data:text/html,x"],
    ["//example.com"],
    ["fathom.video/calls/1"],
    ["https://user:secret@example.com/"],
    [`https://example.com/${"x".repeat(3000)}`],
    ["https://"],
    [null],
    [{}],
  ])("%j is not", (text) => expect(cleanUrl(text)).toBeNull());
});
