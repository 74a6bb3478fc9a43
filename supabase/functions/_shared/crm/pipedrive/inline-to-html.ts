import type { MarkedToken, Token } from "marked";
import { cleanUrl } from "../../meetings/clean-text.ts";
import { escapeHtml, link } from "./html.ts";

/** Whether a link to this host is kept; otherwise only its text is. */
export type LinkPolicy = (host: string) => boolean;

/** What stands inside a paragraph, as b, i, br and http(s) links; images give way to their description, HTML is shown as text. */
export const inlineToHtml = (tokens: Token[], policy: LinkPolicy): string =>
  tokens.map((token) => toHtml(token as MarkedToken, policy)).join("");

const toHtml = (token: MarkedToken, policy: LinkPolicy): string => {
  switch (token.type) {
    case "strong":
      return `<b>${inlineToHtml(token.tokens, policy)}</b>`;
    case "em":
      return `<i>${inlineToHtml(token.tokens, policy)}</i>`;
    case "del":
      return inlineToHtml(token.tokens, policy);
    case "link":
      return keptLink(token.href, inlineToHtml(token.tokens, policy), policy);
    case "br":
      return "<br>";
    case "checkbox":
      return "";
    case "text":
      return escapeHtml(decodeEntities(token.text).replaceAll(/\s*\n\s*/g, " "));
    case "image":
    case "html":
    case "codespan":
    case "escape":
      return escapeHtml(token.text);
    default:
      return escapeHtml(token.raw);
  }
};

const keptLink = (href: string, html: string, policy: LinkPolicy): string => {
  const url = cleanUrl(href);
  return url !== null && html.trim() !== "" && policy(new URL(url).hostname) ? link(url, html) : html;
};

// Markdown may hold entities where it means a character; what comes of them is escaped again.
const decodeEntities = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (entity, name: string) => characters[name] ?? entity);

const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", "#39": "'" };
