import { type Block, byteLength, type List } from "./html.ts";

/** As much of something as there was room for. */
export interface Fitted {
  html: string;
  /** Whether something had to be left out. */
  cut: boolean;
}

/** The blocks from the first on, whole, up to `maxBytes`; a list ends between two of its items. Always balanced. */
export const fitBlocks = (blocks: Block[], maxBytes: number): Fitted => {
  let left = maxBytes;
  let html = "";
  for (const block of blocks) {
    const fitted = "html" in block ? fitLeaf(block.html, left) : fitList(block, left);
    html += fitted.html;
    if (fitted.cut) return { html, cut: true };
    left -= byteLength(fitted.html);
  }
  return { html, cut: false };
};

const fitLeaf = (html: string, maxBytes: number): Fitted =>
  byteLength(html) <= maxBytes ? { html, cut: false } : { html: "", cut: true };

const fitList = ({ ordered, items }: List, maxBytes: number): Fitted => {
  const tag = ordered ? "ol" : "ul";
  let left = maxBytes - byteLength(`<${tag}></${tag}>`);
  let inner = "";
  let cut = false;
  for (const { html, below } of items) {
    const line = fitLeaf(html, left - byteLength("<li></li>"));
    cut = line.cut;
    if (cut) break;
    const rest = fitBlocks(below, left - byteLength(`<li>${html}</li>`));
    const item = `<li>${html}${rest.html}</li>`;
    inner += item;
    left -= byteLength(item);
    cut = rest.cut;
    if (cut) break;
  }
  return { html: inner === "" ? "" : `<${tag}>${inner}</${tag}>`, cut };
};
