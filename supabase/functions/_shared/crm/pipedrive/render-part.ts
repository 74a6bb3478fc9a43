import { cleanText, cleanUrl } from "../../meetings/clean-text.ts";
import type { NotePart } from "../../meetings/note-parts.ts";
import { type Fitted, fitBlocks } from "./fit-blocks.ts";
import { formatDuration, formatStart } from "./format-when.ts";
import { type Block, byteLength, link, paragraph } from "./html.ts";
import { markdownToBlocks } from "./markdown-to-html.ts";

// Every sentence of a Fathom summary is a link into its recording: noise beside the one link at the end.
const recordingHosts = ["fathom.video"];
const mostOtherRecordings = 5;

/** `20 Aug 2026, 15:01 UTC · 30 min`, or as much of it as is known. */
export const whenOf = ({ startedAt, durationSeconds }: NotePart): string =>
  [formatStart(startedAt), formatDuration(durationSeconds)].filter((text) => text !== null).join(" · ");

/** The line above a part, where a note has several. `number` counts from 1. */
export const partHeading = (part: NotePart, number: number): string =>
  `<p><b>${[`Recording ${number}`, whenOf(part)].filter((text) => text !== "").join(" · ")}</b></p>`;

/** Where the part's recordings open, the first before the others: as many links as have room, at most 6. */
export const linkLine = ({ recordingUrl, otherRecordingUrls }: NotePart, maxBytes: number): string => {
  const links = [
    ...toLink(recordingUrl, "Open the recording"),
    ...otherRecordingUrls.slice(0, mostOtherRecordings).flatMap((url) => toLink(url, "Another recording of it")),
  ];
  const fitting = links.reduce((line, next) => {
    const longer = line === "" ? next : `${line} · ${next}`;
    return byteLength(longer) <= maxBytes ? longer : line;
  }, "");
  return fitting === "" ? "" : `<p>${fitting}</p>`;
};

const toLink = (address: string | null, text: string): string[] => {
  const url = cleanUrl(address);
  return url === null ? [] : [link(url, text)];
};

/** What stands in place of what was cut. */
export const shortened = (url: string | null): string =>
  url === null
    ? "<p><i>Shortened: the whole summary is in Debrief.</i></p>"
    : `<p><i>Shortened: ${link(url, "read the whole summary in the recording")}.</i></p>`;

/** A summary that has been read once and can be fitted into any room. */
export interface ReadSummary {
  blocks: Block[];
  cut: boolean;
}

/** The summary as blocks with a heading, without its links into the part's recordings. No blocks when there is none. */
export const readSummary = ({ summary, recordingUrl, otherRecordingUrls }: NotePart): ReadSummary => {
  const text = cleanText(summary);
  if (text === null) return { blocks: [], cut: false };
  const urls = [recordingUrl, ...otherRecordingUrls].map(cleanUrl).filter((url) => url !== null);
  const own = [...recordingHosts, ...urls.map((url) => new URL(url).hostname)];
  const { blocks, cut } = markdownToBlocks(
    text,
    (host) => !own.some((name) => host === name || host.endsWith(`.${name}`)),
  );
  const isHeaded = blocks.length === 0 || startsWithHeading(blocks);
  return { blocks: isHeaded ? blocks : [paragraph("<b>Summary</b>"), ...blocks], cut };
};

/** As much of the summary as has room. */
export const fitSummary = ({ blocks, cut }: ReadSummary, maxBytes: number): Fitted => {
  const fitted = fitBlocks(blocks, maxBytes);
  return { html: fitted.html, cut: cut || fitted.cut };
};

const startsWithHeading = ([first]: Block[]): boolean =>
  first !== undefined && "html" in first && /^<p><b>[^<]*<\/b><\/p>$/.test(first.html);
