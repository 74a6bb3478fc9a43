import { expect, test } from "vitest";
import { htmlToText } from "./html-to-text.ts";
import { cpuMs } from "../../../../../tests/support/cpu-ms.ts";

test("headings, paragraphs and lists become Markdown", () => {
  const html =
    "<h2>Purpose</h2>\n<p>Agree on <b>price</b>\n  &amp; date.<br/>Soon.</p><ul>\n<li>One</li><li class='x'>Two</li></ul><h3>Next</h3><div>Call</div>";
  expect(htmlToText(html)).toBe("## Purpose\n\nAgree on price & date.\nSoon.\n\n- One\n- Two\n\n### Next\n\nCall");
});

test("what a browser would run or hide is gone", () => {
  const html =
    "a<script>alert('1 < 2')</script>b<STYLE>p{}</STYLE>c<!-- d > e -->f<img src=x onerror=alert(1)>g<template>h</template>";
  expect(htmlToText(html)).toBe("abcfg");
  expect(htmlToText("a<script>never closed")).toBe("a");
  expect(htmlToText("a<!-- never closed > b")).toBe("a");
  expect(htmlToText("a<b never closed")).toBe("a");
});

test("what was escaped is text", () => {
  expect(htmlToText("&lt;script&gt; &#60;b&#x3e; &quot;x&quot; &unknown; &#99999999; &#x110000;&nbsp;y")).toBe(
    '<script> <b> "x" &unknown; &#99999999; &#x110000; y',
  );
});

test.each([
  ["<".repeat(5e6)],
  ["<a>".repeat(1e6)],
  ["<script>".repeat(6e5)],
  ["&#".repeat(2e6)],
  [`x${" ".repeat(5e6)}`],
  ["<!--".repeat(1e6)],
  ["\n \t".repeat(1e6)],
])("no markup makes it slow", (html) => {
  expect(cpuMs(() => htmlToText(html))).toBeLessThan(2000);
});
