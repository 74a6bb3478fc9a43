import type { ActionItem, TranscriptSegment } from "@shared/meetings/meeting.ts";
import * as z from "zod/mini";

const text = z.nullable(z.string());

// Ours, but perhaps written by a newer version: unknown keys are dropped, and what does not fit is told apart from nothing.
const segmentSchema: z.ZodMiniType<TranscriptSegment> = z.object({
  speaker: text,
  email: text,
  text: z.string(),
  atSeconds: z.nullable(z.number()),
});

const actionItemSchema: z.ZodMiniType<ActionItem> = z.object({
  description: z.string(),
  assigneeName: text,
  assigneeEmail: text,
  completed: z.boolean(),
  url: text,
});

const candidateSchema = z.object({ id: z.string(), name: z.string(), organization: text });

export type Candidate = z.output<typeof candidateSchema>;

/** A list from a jsonb column: null when there is none (yet), "unreadable" when it is not what it should be. */
export type Stored<Item> = Item[] | null | "unreadable";

const read = <Item>(schema: z.ZodMiniType<Item>, value: unknown): Stored<Item> => {
  if (value === null || value === undefined) return null;
  const parsed = z.array(schema).safeParse(value);
  return parsed.success ? parsed.data : "unreadable";
};

export const readTranscript = (value: unknown): Stored<TranscriptSegment> => read(segmentSchema, value);
export const readActionItems = (value: unknown): Stored<ActionItem> => read(actionItemSchema, value);
export const readCandidates = (value: unknown): Stored<Candidate> => read(candidateSchema, value);
