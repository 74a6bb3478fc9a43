import { cleanText } from "../../meetings/clean-text.ts";
import { htmlToText } from "./html-to-text.ts";
import type { Body } from "./walk-bodies.ts";
import { readSummary } from "./wire-leaves.ts";

/** The better one first: the whole summary before its sections, which a Zap may have joined into one line. */
const textKeys = [
  "ai_summary_markdown_formatted",
  "ai_summary",
  "summary",
  "ai_summary_plaintext_formatted",
  "ai_summary_sections_markdown_formatted",
  "ai_summary_section_markdown_formatted",
  "ai_summary_sections_plaintext_formatted",
  "ai_summary_section_plaintext_formatted",
];
const slackKeys = ["ai_summary_slack_formatted", "ai_summary_sections_slack_formatted"];
const htmlKeys = ["ai_summary_html_formatted", "ai_summary_sections_html_formatted"];

const slackLink = /<(https?:[^\s<>|]{1,2000})\|([^<>|\n]{1,500})>/g;

const firstOf = (body: Body, keys: readonly string[]): string | null =>
  keys.map((key) => readSummary(body[key])).find((text) => text !== null) ?? null;

/** The summary of a flat body as Markdown; made of Slack's or of HTML's markup only if the body has it in no other. */
export const readFlatSummary = (body: Body): string | null =>
  firstOf(body, textKeys) ??
  firstOf(body, slackKeys)?.replaceAll(slackLink, "[$2]($1)") ??
  cleanText(htmlToText(firstOf(body, htmlKeys) ?? ""));
