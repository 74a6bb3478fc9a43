import { escapeText } from "./escape-text.ts";

const kept = new Set([
  "p",
  "br",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "ul",
  "ol",
  "li",
  "a",
  "h1",
  "h2",
  "h3",
  "h4",
  "div",
  "span",
  "blockquote",
]);
const dropped =
  /<(script|style|iframe|object|embed|template|noscript|svg|math|title|textarea)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const tag = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/gi;
const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * What a note's HTML becomes when it is stored. The real list of tags is not documented: this is a plausible one. Only known tags
 * survive, without attributes but a link's http(s) or mailto address, and what is opened is closed.
 */
export const sanitise = (html: string): string => {
  const source = html.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").replaceAll(dropped, "");
  const open: string[] = [];
  let result = "";
  let from = 0;
  for (const match of source.matchAll(tag)) {
    result += text(source.slice(from, match.index));
    from = match.index + match[0].length;
    result += keep(match[1] === "/", (match[2] ?? "").toLowerCase(), match[3] ?? "", open);
  }
  return `${result}${text(source.slice(from))}${closing(open, 0)}`;
};

const keep = (closes: boolean, name: string, attributes: string, open: string[]): string => {
  if (!kept.has(name)) return "";
  if (name === "br") return "<br>";
  if (closes) return open.includes(name) ? closing(open, open.lastIndexOf(name)) : "";
  open.push(name);
  return name === "a" ? `<a${address(attributes)}>` : `<${name}>`;
};

/** Closes what is open down to this depth. */
const closing = (open: string[], depth: number): string =>
  open
    .splice(depth)
    .toReversed()
    .map((name) => `</${name}>`)
    .join("");

const address = (attributes: string): string => {
  const found = href.exec(attributes);
  const url = URL.parse((found?.[1] ?? found?.[2] ?? found?.[3] ?? "").replaceAll("&amp;", "&"));
  return url && ["http:", "https:", "mailto:"].includes(url.protocol) ? ` href="${escapeText(url.href)}"` : "";
};

// Entities stay what they are; a lone angle bracket becomes one.
const text = (part: string): string => part.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
