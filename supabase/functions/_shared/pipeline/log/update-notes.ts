import type { CrmFailure, CrmProvider } from "../../crm/provider.ts";
import type { Note } from "../../meetings/note.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Job, LeaseLost } from "../queue/jobs.ts";

interface WrittenNote {
  noteId: string;
  fingerprint: string | null;
}

export interface UpdateContext {
  database: Database;
  job: Job;
  crm: CrmProvider;
  note: Note;
  fingerprint: string;
  signal: AbortSignal;
}

/**
 * Remembers which notes do not say what the meeting says now and may not be written (a dry run, a broken connection): they are
 * when that is over. @throws LeaseLost, DatabaseError
 */
export const markStale = async (
  written: WrittenNote[],
  { database, job, fingerprint }: Pick<UpdateContext, "database" | "job" | "fingerprint">,
): Promise<void> => {
  const stale = written.filter((one) => one.fingerprint !== null && one.fingerprint !== fingerprint);
  if (stale.length === 0) return;
  const saved = { notes: stale.map(({ noteId }) => ({ noteId, fingerprint: null, reason: null })) };
  const kept = await settleOrThrow(
    database.rpc("save_note_fingerprints", { job: job.id, lease: job.leaseToken, saved }),
  );
  if (kept !== true) throw new LeaseLost("the lease of the job was lost");
};

/**
 * Brings the notes that are written up to what the meeting says now (a summary that came late); those that say it already are
 * left alone. A note that somebody deleted in the CRM stays deleted. Returns what failed, to be tried again: saying a note
 * anew twice does no harm. @throws LeaseLost, DatabaseError
 */
export const updateNotes = async (written: WrittenNote[], context: UpdateContext): Promise<CrmFailure[]> => {
  const { database, job, crm, note, fingerprint, signal } = context;
  const stale = new Set(written.filter((one) => one.fingerprint !== fingerprint).map(({ noteId }) => noteId));
  if (stale.size === 0) return [];
  const results = await Promise.all(
    [...stale].map(async (noteId) => ({ noteId, failure: (await crm.updateNote(noteId, note, signal)).error })),
  );
  const isOver = (failure: CrmFailure | null): boolean => failure === null || failure.kind === "gone";
  const saved = {
    // One that failed is stale until it is written, whether by the next try or when the connection works again.
    notes: results.map(({ noteId, failure }) => ({
      noteId,
      fingerprint: isOver(failure) ? fingerprint : null,
      reason: failure?.kind === "gone" ? "note_deleted" : null,
    })),
  };
  const kept = await settleOrThrow(
    database.rpc("save_note_fingerprints", { job: job.id, lease: job.leaseToken, saved }),
  );
  if (kept !== true) throw new LeaseLost("the lease of the job was lost");
  return results.flatMap(({ failure }) => (failure && !isOver(failure) ? [failure] : []));
};
