import type { CrmFailure, CrmProvider } from "../../crm/provider.ts";
import { composeNote, noteText } from "../../meetings/note.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { sha256 } from "../../platform/hash.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";
import { type AttendeeResult, logAttendee } from "./log-attendee.ts";
import { healthOf, isWorthRepeating, longestWait } from "./failure-policy.ts";
import { createNoteDesk } from "./note-desk.ts";
import { type OutcomeChange, createOutcomeWriter } from "./outcome-writer.ts";
import { markStale, updateNotes } from "./update-notes.ts";
import { type CrmConnection, type Recording, type WaitingOutcome, logWorkSchema } from "./work.ts";

export interface LogContext {
  database: Database;
  backoff: Backoff;
  /** The CRM behind a connection. One object a connection, so that its limits hold across meetings. */
  openCrm: (connection: CrmConnection) => Promise<CrmProvider>;
}

const notConnected = {
  status: "failed",
  reason: "crm_not_connected",
  error: "No CRM is connected. Connect Pipedrive in Settings: what waits is logged then.",
} as const;

const importedOnly = { status: "dry_run", reason: "imported_only" } as const;

const broken = {
  status: "failed",
  reason: "crm_unauthorized",
  error: "Pipedrive refuses the connection; Settings says why. Connect it again there: what waits is logged then.",
} as const;

const gaveUp = ({ change, failure }: { change: OutcomeChange; failure: CrmFailure }): OutcomeChange => ({
  ...change,
  status: "failed",
  reason: "gave_up",
  error: `Given up after the last try. ${failure.message}`,
});

/** Whether a recording before the attendee's own has them too. */
const sharesNote = ({ meetingId, email }: WaitingOutcome, recordings: Recording[]): boolean => {
  const own = recordings.findIndex(({ id }) => id === meetingId);
  return recordings.slice(0, Math.max(own, 0)).some(({ attendees }) => attendees.some((one) => one.email === email));
};

/**
 * The log step: every attendee of a conversation who waits gets an outcome, all of them concurrently; those whom the CRM could
 * not take now are tried again, and only they. @throws DatabaseError
 */
export const logMeeting = async (context: LogContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database } = context;
  const loaded = await settleOrThrow(database.rpc("load_log_work", { job: job.id, lease: job.leaseToken }));
  if (!loaded) return { end: "lost" };
  const { recordings, connection, dryRun, notesWithheld, outcomes, written, begun } = logWorkSchema.parse(loaded);
  const notWritten = dryRun ? "dry_run" : notesWithheld ? "imported_only" : null;
  const writer = createOutcomeWriter(database, job, connection?.account ?? null);

  const note = composeNote(recordings[0].id, recordings);
  const fingerprint = await sha256(noteText(note));
  if (!connection || connection.status === "broken") {
    await markStale(written, { database, job, fingerprint });
    const outcome = connection ? broken : notesWithheld ? importedOnly : notConnected;
    await Promise.all(outcomes.map(({ id }) => writer.save({ id, ...outcome, intent: "keep" })));
    return { end: "done" };
  }

  const crm = await context.openCrm(connection);
  const desk = createNoteDesk({ crm, note, fingerprint, written, begun, signal });
  const one = (outcome: WaitingOutcome): Promise<AttendeeResult> =>
    logAttendee(outcome, { crm, desk, notWritten, sharesNote: sharesNote(outcome, recordings), writer, signal });
  const results = await Promise.allSettled(outcomes.map(one));
  const crash = results.find((result) => result.status === "rejected");
  if (crash) throw crash.reason;
  const adopted = desk.adopted().map((noteId) => ({ noteId, fingerprint: null }));
  const update = { database, job, crm, note, fingerprint, signal };
  if (notWritten) await markStale(written, update);
  const updates = notWritten ? [] : await updateNotes([...written, ...adopted], update);

  const ended = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const waiting = ended.filter((result) => !result.settled);
  const failures = [...ended.flatMap(({ failure }) => failure ?? []), ...updates];
  // Where nothing is written somebody whom we know costs no call, so nothing was learnt about the connection.
  const called =
    failures.length > 0 || outcomes.some(({ email, knownPersonId }) => email && !(notWritten && knownPersonId));
  if (called) await reportHealth(database, connection, failures);
  const repeatable = failures.filter(isWorthRepeating);
  if (repeatable.length === 0) return { end: "done" };

  const failure = repeatable[0]?.message ?? "The CRM did not take it.";
  const waitMs = longestWait(repeatable);
  if (waitMs !== null && repeatable.every(({ kind }) => kind === "rate_limited")) {
    await Promise.all(waiting.map((result) => writer.save(result.change)));
    return { end: "parked", delayMs: waitMs, failure };
  }
  const planned = context.backoff(job.attempt, null);
  // Whoever has to wait their turn does not make the others' tries come faster.
  const delayMs = planned === null ? null : Math.max(planned, waitMs ?? 0);
  await Promise.all(waiting.map((result) => writer.save(delayMs === null ? gaveUp(result) : result.change)));
  return delayMs === null ? { end: "dead", failure } : { end: "retry", delayMs, failure };
};

const reportHealth = async (
  database: Database,
  { id, sealedToken, saysItWorks }: CrmConnection,
  failures: CrmFailure[],
): Promise<void> => {
  const health = healthOf(failures);
  if (!health || (health.worked && saysItWorks)) return;
  await settleOrThrow(
    database.rpc("report_connection", {
      connection: id,
      used_token: sealedToken,
      worked: health.worked,
      broken: health.broken,
      failure: health.failure ?? "",
    }),
  );
};
