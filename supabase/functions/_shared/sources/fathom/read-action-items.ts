import * as z from "zod";
import type { ActionItem } from "../../meetings/meeting.ts";
import { cleanText } from "../../meetings/clean-text.ts";
import { readPerson } from "./read-person.ts";
import { flag, list, raw, text, url } from "./wire-leaves.ts";

const maxItems = 1000;

const items = list(
  z.object({
    description: text.pipe(z.string()),
    completed: flag,
    recording_playback_url: url,
    assignee: raw,
  }),
  maxItems,
);

/** Text from a Zap: one item a line, with or without a bullet. */
const fromText = (value: string): ActionItem[] =>
  (cleanText(value) ?? "")
    .split("\n", maxItems)
    .map((line) => line.replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s+)?/i, "").trim())
    .filter((line) => line !== "")
    .map((description) => ({ description, assigneeName: null, assigneeEmail: null, completed: false, url: null }));

/** Action items: Fathom's list, or lines of text. null: not there (yet); []: there is none. */
export const readActionItems = (value: unknown): ActionItem[] | null => {
  if (typeof value === "string") return value.trim() === "" ? null : fromText(value);
  const read = items.parse(value)?.map(({ description, completed, recording_playback_url, assignee }) => {
    const { name, email } = readPerson(assignee);
    const isDone = completed ?? false;
    return { description, assigneeName: name, assigneeEmail: email, completed: isDone, url: recording_playback_url };
  });
  return read ?? null;
};
