import * as z from "zod";
import type { TranscriptSegment } from "../../meetings/meeting.ts";
import { cleanText } from "../../meetings/clean-text.ts";
import { readCopiedHeader } from "./copied-header.ts";
import { parseJson } from "./parse-json.ts";
import { parsePlainTranscript } from "./parse-plain-transcript.ts";
import { email, list, name, object, offset, raw, text } from "./wire-leaves.ts";

// More than any recording has; a body of 10 MiB may hold millions of empty items.
const maxSegments = 100_000;

const segments = list(
  z.object({
    speaker: z.union([z.object({ display_name: name, matched_calendar_invitee_email: email }), name]),
    text: text.pipe(z.string()),
    timestamp: offset,
  }),
  maxSegments,
);
const wrapped = object({ plaintext: raw });

const fromItems = (value: unknown): TranscriptSegment[] | null =>
  segments.parse(value)?.map(({ speaker, text: said, timestamp }) => {
    const known = typeof speaker === "object" ? speaker : null;
    return {
      speaker: typeof speaker === "string" ? speaker : (known?.display_name ?? null),
      email: known?.matched_calendar_invitee_email ?? null,
      text: said,
      atSeconds: timestamp,
    };
  }) ?? null;

const fromPlainText = (value: unknown): TranscriptSegment[] | null => {
  const plain = cleanText(value);
  const said = plain === null ? null : cleanText(readCopiedHeader(plain)?.rest ?? plain);
  return said === null ? null : parsePlainTranscript(said);
};

/** A transcript: Fathom's list of segments, plain text, or `{plaintext}`; lists and objects also as JSON text. null: none yet. */
export const readTranscript = (value: unknown): TranscriptSegment[] | null => {
  const parsed = typeof value === "string" ? parseJson(value) : value;
  return fromItems(parsed) ?? fromPlainText(wrapped.parse(parsed)?.plaintext ?? value);
};
