import * as z from "zod";
import type { CrmProvider } from "../../crm/provider.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { isWorthRepeating } from "../log/failure-policy.ts";
import { type CrmConnection, connectionSchema } from "../log/work.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";

export interface DeleteNoteContext {
  database: Database;
  openCrm: (connection: CrmConnection) => Promise<CrmProvider>;
  backoff: Backoff;
}

const workSchema = z.object({ noteId: z.string(), connection: connectionSchema.nullable() });

/**
 * Deletes a note of a person who was erased. One that is gone already is deleted; one that cannot be (its account is not
 * connected any more, Pipedrive refuses) is counted as failed, for a person to see to. @throws DatabaseError
 */
export const deleteNote = async (context: DeleteNoteContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database } = context;
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_note_deletion", mine));
  if (!loaded) return { end: "lost" };
  const { noteId, connection } = workSchema.parse(loaded);

  const finish = async (wasDeleted: boolean): Promise<JobEnd> => {
    const kept = await settleOrThrow(database.rpc("finish_note_deletion", { ...mine, was_deleted: wasDeleted }));
    return { end: kept === true ? "ended" : "lost" };
  };
  if (!connection || connection.status === "broken") return finish(false);
  const { error } = await (await context.openCrm(connection)).deleteNote(noteId, signal);
  if (!error || error.kind === "gone") return finish(true);
  if (!isWorthRepeating(error)) return finish(false);
  const failure = error.message;
  if (error.kind === "rate_limited") return { end: "parked", delayMs: error.retryAfterMs, failure };
  const delayMs = context.backoff(job.attempt, null);
  return delayMs === null ? { end: "dead", failure } : { end: "retry", delayMs, failure };
};
