import * as z from "zod";
import { renderNote } from "../../crm/pipedrive/render-note.ts";
import { composeNote } from "../../meetings/note.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { type Access, mayActOn } from "../connect/may-act.ts";
import { recordingSchema } from "./work.ts";

const sourcesSchema = z.object({
  recordings: z.tuple([recordingSchema], recordingSchema),
  isWritten: z.boolean(),
});

/** A note as it would be written now. */
export interface NotePreview {
  /** As the CRM gets it; every text from outside is escaped in it. */
  html: string;
  /** There is one already, which would say this. */
  isWritten: boolean;
}

/** The note of an attendee's conversation, by the code that writes it. @throws DatabaseError */
export const previewNote = async (
  database: Database,
  userId: string,
  outcomeId: string,
): Promise<Result<NotePreview, Exclude<Access, "allowed">>> => {
  const access = await mayActOn(database, userId, "attendee_outcomes", outcomeId);
  if (access !== "allowed") return fail(access);
  const loaded = await settleOrThrow(database.rpc("load_note_sources", { outcome: outcomeId }));
  if (!loaded) return fail("not_found");
  const { recordings, isWritten } = sourcesSchema.parse(loaded);
  return ok({ html: renderNote(composeNote(recordings[0].id, recordings)), isWritten });
};
