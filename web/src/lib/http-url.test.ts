import { describe, expect, test } from "vitest";
import { httpUrl } from "./http-url.ts";

describe("only http(s) addresses become links", () => {
  test.each(["https://fathom.video/share/abc?tab=summary", "http://127.0.0.1:54330/person/1"])(
    "%s is kept",
    (value) => {
      expect(httpUrl(value)).toBe(value);
    },
  );

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.com/x",
    "/relative",
    "not an address",
    "",
    null,
    undefined,
  ])("%j is not", (value) => {
    expect(httpUrl(value)).toBeNull();
  });
});
