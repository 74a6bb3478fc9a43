import { expect, test } from "vitest";
import { noteDocument } from "./note-document.ts";

test("the note stands in the page as it is, byte for byte", () => {
  const html =
    '<p><b>Renewal &amp; more</b></p><ul><li>One<a href="https://example.com/?a=1&amp;b=2">link</a></li></ul>';
  expect(noteDocument(html).endsWith(`<body>${html}</body></html>`)).toBe(true);
});

test("its links get a window of their own, which a sandboxed frame may not open", () => {
  expect(noteDocument("")).toContain('<base target="_blank">');
});
