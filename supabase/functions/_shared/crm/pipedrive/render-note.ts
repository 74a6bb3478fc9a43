import { cleanText, cleanTitle, cleanUrl } from "../../meetings/clean-text.ts";
import type { Note } from "../../meetings/note.ts";
import { fitBlocks } from "./fit-blocks.ts";
import { formatDuration, formatStart } from "./format-when.ts";
import { type Block, byteLength, escapeHtml, link, paragraph } from "./html.ts";
import { markdownToBlocks } from "./markdown-to-html.ts";
import { actionItemList, attendeeLine } from "./note-lists.ts";

// Pipedrive takes about 100,000 characters since 2023-11-15 (its changelog). Kept below 90,000 bytes.
const maxBytes = 89_000;

// Every sentence of a Fathom summary is a link into its recording: noise beside the one link at the end.
const recordingHosts = ["fathom.video"];

/**
 * The note in the HTML that survives Pipedrive's sanitiser: p, br, b, i, ul, ol, li and a with an http(s) address. Balanced,
 * everything from outside escaped. Too much is cut: first the summary, then the action items, then the attendees.
 */
export const renderNote = (note: Note): string => {
  const url = cleanUrl(note.recordingUrl);
  const head = heading(note);
  const tail = footing(note.reference, url);
  let left = maxBytes - byteLength(head + tail + shortened(url));

  const attendees = attendeeLine(note.attendees, left);
  left -= byteLength(attendees);
  const actionItems = actionItemList(note.actionItems, left);
  left -= byteLength(actionItems.html);
  const summary = summaryOf(note.summary, url, left);

  const cut = summary.cut || actionItems.cut ? shortened(url) : "";
  return head + attendees + summary.html + actionItems.html + cut + tail;
};

const heading = ({ title, startedAt, durationSeconds }: Note): string => {
  const when = [formatStart(startedAt), formatDuration(durationSeconds)].filter((part) => part !== null).join(" · ");
  return `<p><b>${escapeHtml(cleanTitle(title) ?? "Untitled meeting")}</b>${when === "" ? "" : `<br>${when}`}</p>`;
};

const summaryOf = (
  markdown: string | null,
  recordingUrl: string | null,
  left: number,
): { html: string; cut: boolean } => {
  const text = cleanText(markdown);
  if (text === null) return { html: "", cut: false };
  const own = [...recordingHosts, ...(recordingUrl === null ? [] : [new URL(recordingUrl).hostname])];
  const { blocks, cut } = markdownToBlocks(
    text,
    (host) => !own.some((name) => host === name || host.endsWith(`.${name}`)),
  );
  const fitted = fitBlocks(startsWithHeading(blocks) ? blocks : [paragraph("<b>Summary</b>"), ...blocks], left);
  return { html: blocks.length === 0 ? "" : fitted.html, cut: cut || fitted.cut };
};

const startsWithHeading = ([first]: Block[]): boolean =>
  first !== undefined && "html" in first && /^<p><b>[^<]*<\/b><\/p>$/.test(first.html);

const shortened = (url: string | null): string =>
  url === null
    ? "<p><i>Shortened: the whole summary is in Debrief.</i></p>"
    : `<p><i>Shortened: ${link(url, "read the whole summary in the recording")}.</i></p>`;

const footing = (reference: string, url: string | null): string => {
  const open = url === null ? "" : `<p>${link(url, "Open the recording")}</p>`;
  return `${open}<p><i>Logged by Debrief · ref ${escapeHtml(reference)}</i></p>`;
};
