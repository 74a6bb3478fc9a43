import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { inlineToHtml, type LinkPolicy } from "./inline-to-html.ts";
import { type Block, escapeHtml, type List, type ListItem, paragraph } from "./html.ts";

// marked takes quadratic time on hostile paragraphs (measured: 100 kB of "_a" 5.8 s, 4 kB 0.01 s); a real summary has 7 kB in all.
const longestSummary = 120_000;
const longestParagraph = 4_000;
// Quotes in quotes cost as much (1,000 deep: 0.8 s).
const deepestQuotes = /^[ \t]*(?:>[ \t]?){9,}/m;
// What opens or closes something; a sentence has a handful ("*a_" 1,300 times: 0.1 s). The time goes with the square of their
// number in a paragraph: at this limit 100 kB take 0.1 to 0.2 s of the two seconds of CPU that a function has for a request.
const delimiters = /[*_[\]`~<!]/g;
const mostDelimiters = 400;
const mostEffort = 4_000_000;
const deepest = 6;

/** A Markdown text as blocks made of nothing but p, br, b, i, ul, ol, li and http(s) links. Never throws. */
export const markdownToBlocks = (markdown: string, policy: LinkPolicy): { blocks: Block[]; cut: boolean } => {
  const text = markdown.slice(0, longestSummary);
  return { blocks: toBlocks(lex(text), policy, 0), cut: text.length < markdown.length };
};

const areHarmless = (paragraphs: string[]): boolean => {
  if (paragraphs.some(({ length }) => length > longestParagraph)) return false;
  const counts = paragraphs.map((paragraph) => paragraph.match(delimiters)?.length ?? 0);
  return counts.every((count) => count <= mostDelimiters) && sum(counts.map((count) => count ** 2)) <= mostEffort;
};

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

const lex = (text: string): Token[] => {
  // Blank lines, bullets and headings end a paragraph for certain.
  const paragraphs = text.split(/\n(?=[ \t]*\n| {0,3}[-*+] \S|#{1,6} )/);
  if (!deepestQuotes.test(text) && areHarmless(paragraphs)) {
    try {
      return lexer(text);
    } catch {
      // Quotes nested by the thousand exhaust the stack.
    }
  }
  // As plain lines, the long ones in pieces, so that a cut loses little.
  return (text.match(/[^\n]{1,2000}(?:(?<=\s)|$)|[^\n]{1,2000}/gm) ?? []).map((raw) => ({
    type: "code",
    raw,
    text: raw,
  }));
};

// The cast: marked's Token adds a catch-all for extensions, of which there are none.
const toBlocks = (tokens: Token[], policy: LinkPolicy, depth: number): Block[] =>
  tokens.flatMap((token) => toBlock(token as MarkedToken, policy, depth));

const toBlock = (token: MarkedToken, policy: LinkPolicy, depth: number): Block[] => {
  if (depth > deepest) return lines(token.raw);
  switch (token.type) {
    case "heading":
      return visible(inlineToHtml(token.tokens, policy), (html) => paragraph(`<b>${html}</b>`));
    case "paragraph":
    case "text":
      return visible(inlineToHtml("tokens" in token && token.tokens ? token.tokens : [token], policy), paragraph);
    case "list":
      return [toList(token, policy, depth)];
    case "blockquote":
      return toBlocks(token.tokens, policy, depth + 1);
    case "table":
      return [paragraph([token.header, ...token.rows].map((row, at) => tableLine(row, at === 0, policy)).join("<br>"))];
    case "code":
    case "html":
      return lines(token.text);
    default:
      return [];
  }
};

const toList = ({ ordered, items }: Tokens.List, policy: LinkPolicy, depth: number): List => ({
  ordered,
  items: items.map((item) => toItem(item, policy, depth)),
});

/** An item's paragraphs become its line, its lists stand below it. */
const toItem = ({ tokens, checked }: Tokens.ListItem, policy: LinkPolicy, depth: number): ListItem => {
  const blocks = toBlocks(tokens, policy, depth + 1);
  const lines = blocks.flatMap((block) => ("html" in block ? [block.html.replaceAll(/^<p>|<\/p>$/g, "")] : []));
  return {
    html: `${checked === true ? "✓ " : ""}${lines.join("<br>")}`,
    below: blocks.filter((block): block is List => !("html" in block)),
  };
};

const tableLine = (row: Tokens.TableCell[], header: boolean, policy: LinkPolicy): string => {
  const line = row.map(({ tokens }) => inlineToHtml(tokens, policy)).join(" · ");
  return header ? `<b>${line}</b>` : line;
};

const lines = (text: string): Block[] => visible(escapeHtml(text.trim()).replaceAll("\n", "<br>"), paragraph);

const visible = (html: string, toBlock: (html: string) => Block): Block[] =>
  html.trim() === "" ? [] : [toBlock(html)];
