import { cleanTitle, cleanUrl } from "../../meetings/clean-text.ts";
import type { Note } from "../../meetings/note.ts";
import { byteLength, escapeHtml } from "./html.ts";
import { actionItemList, attendeeLine } from "./note-lists.ts";
import { fitSummary, linkLine, partHeading, readSummary, shortened, whenOf } from "./render-part.ts";
import { shareRoom } from "./share-room.ts";

// Pipedrive takes about 100,000 characters since 2023-11-15 (its changelog). Kept below 90,000 bytes.
const maxBytes = 89_000;
// Addresses may be long; what the recordings say comes before where they are.
const maxLinkBytes = 40_000;
const mostParts = 10;

/**
 * The note in the HTML that survives Pipedrive's sanitiser: p, br, b, i, ul, ol, li and a with an http(s) address. Balanced,
 * everything from outside escaped. Too much is cut: first the summaries, then the action items, then the attendees; no part
 * takes another's room.
 */
export const renderNote = (note: Note): string => {
  const shown = note.parts.slice(0, mostParts);
  const isOne = note.parts.length === 1;
  const frames = shown.map((part, at) => ({
    part,
    summary: readSummary(part),
    heading: isOne ? "" : partHeading(part, at + 1),
    // Among several the link stands right below.
    shortened: shortened(isOne ? cleanUrl(part.recordingUrl) : null),
    links: linkLine(part, maxLinkBytes / shown.length),
  }));
  const head = heading(note.title, isOne ? shown.map(whenOf).join("") : "");
  const tail = footing(note.reference, note.parts.length - shown.length);
  const fixed = frames.map((frame) => frame.heading + frame.shortened + frame.links).join("");
  const room = maxBytes - byteLength(head + tail + fixed);

  const attendees = attendeeLine(note.attendees, room);
  const actionItems = shareRoom(
    frames,
    ({ part }, left) => actionItemList(part.actionItems, left),
    room - byteLength(attendees),
  );
  const summaries = shareRoom(
    actionItems.fitted,
    ({ thing: frame }, left) => fitSummary(frame.summary, left),
    actionItems.left,
  );
  const parts = summaries.fitted.map(({ thing: { thing: frame, ...items }, ...summary }) => {
    const cut = summary.cut || items.cut ? frame.shortened : "";
    return frame.heading + summary.html + items.html + cut + frame.links;
  });
  return head + attendees + parts.join("") + tail;
};

const heading = (title: string, when: string): string =>
  `<p><b>${escapeHtml(cleanTitle(title) ?? "Untitled meeting")}</b>${when === "" ? "" : `<br>${when}`}</p>`;

const footing = (reference: string, hidden: number): string => {
  const more = hidden === 0 ? "" : `<p>… and ${hidden} more in Debrief</p>`;
  return `${more}<p><i>Logged by Debrief · ref ${escapeHtml(reference)}</i></p>`;
};
