import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";

const noteSchema = z.object({
  account: z.string().nullable(),
  personId: z.string().nullable(),
  /** Null: a note may have been written, and whether is not known. */
  noteId: z.string().nullable(),
});

const erasedSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("done"),
    erasureId: z.uuid(),
    meetings: z.int(),
    attendees: z.int(),
    deliveries: z.int(),
    notes: z.array(noteSchema),
  }),
  z.object({ outcome: z.enum(["running", "records"]) }),
]);

export type Erased = Omit<Extract<z.infer<typeof erasedSchema>, { outcome: "done" }>, "outcome">;

export interface ErasureFailure {
  code: "running" | "records";
  message: string;
}

const sentences = {
  running:
    "One of this person's meetings is being read or logged at this moment. Try again in a minute; nothing was changed.",
  records:
    "Meetings are recorded with this address for your workspace. Disconnect its Fathom integration first; nothing was changed.",
} as const;

export interface ErasureOrder {
  workspaceId: string;
  email: string;
  /** Whether the notes on the person are deleted in the CRM too; else they are only listed. */
  deleteNotes: boolean;
}

/**
 * Removes a person from everything the workspace has: attendees, transcripts, summaries, action items, payloads. Notes about
 * others that name them are written anew. What is left is a line without personal data (`erasures`). @throws DatabaseError
 */
export const erasePerson = async (
  database: Database,
  requesterId: string,
  { workspaceId, email, deleteNotes }: ErasureOrder,
): Promise<Result<Erased, ErasureFailure>> => {
  const answer = await settleOrThrow(
    database.rpc("erase_person", { workspace: workspaceId, email, requester: requesterId, delete_notes: deleteNotes }),
  );
  const erased = erasedSchema.parse(answer);
  if (erased.outcome !== "done") return fail({ code: erased.outcome, message: sentences[erased.outcome] });
  const { outcome: _, ...said } = erased;
  return ok(said);
};
