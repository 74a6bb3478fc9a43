import { type Database, settleOrThrow } from "../../platform/database.ts";

const jobKinds = ["store", "log", "alert", "delete_note", "import", "sweep", "remove_webhook"] as const;
export type JobKind = (typeof jobKinds)[number];

/**
 * A piece of work that is ours until its lease runs out. `attempt` is the number of this try, from 1; `claims` how often in a
 * row it was handed out, this time too, without anybody saying how it ended.
 */
export interface Job {
  id: string;
  kind: JobKind;
  leaseToken: string;
  workspaceId: string;
  attempt: number;
  claims: number;
  eventId: string | null;
  meetingId: string | null;
}

/** How long a job is ours. A worker gives a job up before that, see `jobTimeoutMs`. */
const leaseSeconds = 90;
/** After this the job is abandoned and tried again: shorter than the lease, so that no two workers are at it at once. */
export const jobTimeoutMs = 75_000;

const isKnownKind = (kind: string): kind is JobKind => (jobKinds as readonly string[]).includes(kind);

export interface Wanted {
  /** So many at most. */
  count: number;
  /** The workspaces of the jobs that are under way: none gets more places than it leaves free. */
  held: string[];
  /** The workspace that had its turn last, if there was one. */
  after: string | undefined;
}

/** Takes jobs that are due, from the workspaces in turn. @throws DatabaseError */
export const claimJobs = async (database: Database, { count, held, after }: Wanted): Promise<Job[]> => {
  const wanted = { max_jobs: count, lease_seconds: leaseSeconds, held, ...(after !== undefined && { after }) };
  const rows = await settleOrThrow(database.rpc("claim_jobs", wanted));
  return (rows ?? []).flatMap(({ id, kind, lease_token, workspace_id, attempts, claims, event_id, meeting_id }) =>
    isKnownKind(kind)
      ? [
          {
            id,
            kind,
            leaseToken: lease_token,
            workspaceId: workspace_id,
            attempt: attempts,
            claims,
            eventId: event_id,
            meetingId: meeting_id,
          },
        ]
      : [],
  );
};

/** Thrown when somebody else has the job by now: whatever is still under way here must stop. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * How a job ended. `ended`: the step's own transaction ended it too; `lost`: somebody else has it by now; `parked`: it was not
 * tried, because the other side wants no calls before a certain time, so none of its tries is used up.
 */
export type JobEnd =
  | { end: "done" | "ended" | "lost" }
  | { end: "retry" | "parked"; delayMs: number; failure: string }
  | { end: "dead"; failure: string };

/** Writes the end down; false when the lease was lost and somebody else has the job. @throws DatabaseError */
export const endJob = async (database: Database, { id, leaseToken }: Job, how: JobEnd): Promise<boolean> => {
  const mine = { job: id, lease: leaseToken };
  switch (how.end) {
    case "ended":
      return true;
    case "lost":
      return false;
    case "done":
      return (await settleOrThrow(database.rpc("finish_job", mine))) === true;
    case "retry":
    case "parked": {
      const later = { delay_ms: Math.round(how.delayMs), failure: how.failure, counts: how.end === "retry" };
      return (await settleOrThrow(database.rpc("retry_job", { ...mine, ...later }))) === true;
    }
    case "dead":
      return (await settleOrThrow(database.rpc("bury_job", { ...mine, failure: how.failure }))) === true;
  }
};
