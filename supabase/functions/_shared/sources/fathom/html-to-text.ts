// A summary has some thousand characters.
const maxCharacters = 500_000;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", mdash: "—" };
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi;
const tagName = /^\/?([a-z][a-z\d]{0,20})/;
const unseen = new Set(["script", "style", "head", "title", "template"]);
const lineMarks = new Map([
  ["li", "\n- "],
  ["h1", "\n\n# "],
  ["h2", "\n\n## "],
  ["h3", "\n\n### "],
  ["h4", "\n\n#### "],
]);
const paragraphs = /^(?:p|div|section|article|ul|ol|table|tr|blockquote|h\d)$/;

const decode = (text: string): string =>
  text.replaceAll(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** What stands for a tag: a line break where a browser would show one, the mark of a heading or of a list's item. */
const markOf = (tag: string): string => {
  const name = tagName.exec(tag)?.[1] ?? "";
  if (name === "br") return "\n";
  const isEnd = tag.startsWith("/");
  if (!isEnd && lineMarks.has(name)) return lineMarks.get(name) ?? "";
  return paragraphs.test(name) ? "\n\n" : "";
};

/**
 * The text of an HTML fragment, its headings and lists as Markdown. No markup is left of what a browser would take for
 * markup; what was escaped is text, so the result must be escaped again wherever it is shown.
 */
export const htmlToText = (html: string): string => {
  const source = html.slice(0, maxCharacters);
  const lower = source.toLowerCase();
  const parts: string[] = [];
  const addText = (text: string): number => parts.push(decode(text.replaceAll(/\s+/g, " ")));
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf("<", at);
    const close = open < 0 ? -1 : source.indexOf(">", open);
    addText(source.slice(at, open < 0 ? source.length : open));
    // A tag that never ends takes the rest with it, as in a browser.
    if (close < 0) break;
    const tag = lower.slice(open + 1, close);
    parts.push(markOf(tag));
    const name = tagName.exec(tag)?.[1] ?? "";
    const end = unseen.has(name) && !tag.startsWith("/") ? lower.indexOf(`</${name}`, close) : close + 1;
    if (end < 0) break;
    at = tag.startsWith("!--") ? afterComment(source, open) : end;
  }
  return parts
    .join("")
    .replaceAll(/[ \t]*\n[ \t]*/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
};

const afterComment = (source: string, open: number): number => {
  const end = source.indexOf("-->", open);
  return end < 0 ? source.length : end + 3;
};
