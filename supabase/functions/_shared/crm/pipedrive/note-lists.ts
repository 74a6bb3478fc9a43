import { cleanEmail, cleanName, cleanTitle } from "../../meetings/clean-text.ts";
import type { NotePart } from "../../meetings/note-parts.ts";
import type { Note } from "../../meetings/note.ts";
import { type Fitted, fitBlocks } from "./fit-blocks.ts";
import { byteLength, escapeHtml, type ListItem, paragraph } from "./html.ts";

const mostAttendees = 50;

/** Who was there, on one line: as many as have room, at most 50, and how many more. Empty when nobody is known. */
export const attendeeLine = (attendees: Note["attendees"], maxBytes: number): string => {
  const all = attendees.map(attendeeText).filter((text) => text !== "");
  if (all.length === 0) return "";
  const shown: string[] = [];
  let left = maxBytes - byteLength(line("", all.length));
  for (const text of all.slice(0, mostAttendees)) {
    left -= byteLength(`${text}, `);
    if (left < 0) break;
    shown.push(text);
  }
  return shown.length === 0 ? "" : line(shown.join(", "), all.length - shown.length);
};

const line = (names: string, more: number): string =>
  `<p><b>Attendees</b><br>${names}${more === 0 ? "" : ` … and ${more} more`}</p>`;

const attendeeText = ({ name, email }: Note["attendees"][number]): string => {
  const shownName = cleanName(name);
  const address = cleanEmail(email);
  return escapeHtml(shownName && address ? `${shownName} (${address})` : (shownName ?? address ?? ""));
};

/** What was agreed, with whose it is and whether it is done: as many as have room, and how many more. */
export const actionItemList = (actionItems: NotePart["actionItems"], maxBytes: number): Fitted => {
  const items = actionItems.map(toItem).filter(({ html }) => html !== "");
  if (items.length === 0) return { html: "", cut: false };
  const label = paragraph("<b>Action items</b>");
  const whole = fitBlocks([label, { ordered: false, items }], maxBytes);
  if (!whole.cut) return whole;
  const fitting = items.slice(0, countThatFits(items, maxBytes - 200));
  if (fitting.length === 0) return { html: "", cut: true };
  const more: ListItem = { html: `… and ${items.length - fitting.length} more`, below: [] };
  return { html: fitBlocks([label, { ordered: false, items: [...fitting, more] }], maxBytes).html, cut: true };
};

const countThatFits = (items: ListItem[], maxBytes: number): number => {
  let left = maxBytes;
  const first = items.findIndex(({ html }) => (left -= byteLength(`<li>${html}</li>`)) < 0);
  return first === -1 ? items.length : first;
};

const toItem = ({ description, assigneeName, completed }: NotePart["actionItems"][number]): ListItem => {
  const text = cleanTitle(description);
  const owner = cleanName(assigneeName);
  if (text === null) return { html: "", below: [] };
  return {
    html: `${completed ? "✓ " : ""}${escapeHtml(text)}${owner === null ? "" : ` – <i>${escapeHtml(owner)}</i>`}`,
    below: [],
  };
};
