import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "./markdown.tsx";

const render = (source: string) => renderToStaticMarkup(<Markdown source={source} parentLevel={2} />);

describe("a summary", () => {
  test("keeps its structure, and sentences linked to Fathom are plain text", () => {
    const link = (text: string) => `[${text}](https://fathom.video/share/abc?tab=summary&timestamp=278.0)`;
    const html = render(`## Topics\n\n  - ${link("Set up **tags**")}\n  - **Ana**\n    - ${link("Send `scope`")}\n`);
    expect(html).toContain("<h3>Topics</h3>");
    expect(html).toContain("<li>Set up <strong>tags</strong></li>");
    expect(html).toContain("<li><strong>Ana</strong><ul><li>Send <code>scope</code></li></ul></li>");
    expect(html).not.toContain("<a ");
  });

  test("keeps other links, which open apart and tell nobody where from", () => {
    expect(render("[docs](https://example.com/a)")).toContain(
      '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer nofollow">docs',
    );
  });

  test("has a sound outline below the heading it stands under", () => {
    expect(render("# A\n\n### B\n\n# C").match(/<h\d/g)).toEqual(["<h3", "<h4", "<h3"]);
    expect(render("### A\n\n###### B").match(/<h\d/g)).toEqual(["<h3", "<h4"]);
  });

  test("shows tables, quotes, numbered lists and entities as what they are", () => {
    const html = render("|a|b|\n|-|-|\n|1|2|\n\n> quoted\n\n3. three\n\nTom &amp; Ana &lt;3");
    expect(html).toContain("<td>2</td>");
    expect(html).toContain("<blockquote><p>quoted</p></blockquote>");
    expect(html).toContain('<ol start="3"><li>three</li></ol>');
    expect(html).toContain("Tom &amp; Ana &lt;3");
  });
});

describe("a hostile summary is harmless", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "text <svg onload=alert(1)> text",
    "<iframe src=https://evil.example.com></iframe>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
  ])("markup is shown as text: %s", (source) => {
    expect(render(source)).not.toMatch(/<(script|img|svg|iframe)/i);
    expect(render(source)).toContain("&lt;");
  });

  test.each([
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](//evil.example.com)",
    "[x](https://evil.example.com.fathom.video)",
  ])("a link that is no http(s) address, or only noise, is text: %s", (source) => {
    expect(render(source)).not.toContain("<a ");
  });

  test("an address cannot break out of its attribute", () => {
    const html = render('[x](https://example.com/"onmouseover="alert(1))');
    expect(html).not.toMatch(/href="[^"]*"on/);
  });

  test("no image is fetched", () => {
    expect(render("![a photo](https://evil.example.com/pixel.png)")).toBe(
      '<div class="prose" dir="auto"><p>a photo</p></div>',
    );
  });

  test.each([
    ["nested quotes", ">".repeat(20_000)],
    ["quotes nested a little less", "> ".repeat(400)],
    ["nested lists", "1. ".repeat(2_000)],
    ["emphasis that never ends", "*a_".repeat(20_000)],
    ["brackets", "[".repeat(50_000)],
    ["a megabyte", "word ".repeat(200_000)],
  ])("%s come out as text, and soon", (_case, source) => {
    const started = performance.now();
    expect(render(source).length).toBeGreaterThan(source.length);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
