import { html } from "hono/html";

const control = /<([^<>|]+)(?:\|([^<>]*))?>|\n/g;

/** Slack's own mark-up as far as links, dates, mentions and line breaks go; whatever else is in it is text. */
export const mrkdwnToHtml = (text: string) => {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(control)) {
    pieces.push(unescape(text.slice(end, match.index)), controlToHtml(match[1], match[2]));
    end = match.index + match[0].length;
  }
  return html`${[...pieces, unescape(text.slice(end))]}`;
};

const controlToHtml = (target: string | undefined, label: string | undefined) => {
  if (target === undefined) return html`<br />`;
  if (/^https?:\/\//.test(target)) return html`<a href="${unescape(target)}">${unescape(label ?? target)}</a>`;
  if (target.startsWith("!date^")) return unescape(label ?? "");
  return html`<b>@${unescape(label ?? target)}</b>`;
};

const unescape = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
