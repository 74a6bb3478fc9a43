import type { OutcomeStatus } from "../../meetings/outcome.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Job, LeaseLost } from "../queue/jobs.ts";

/** The new state of one attendee. Everything is said each time: what is left out becomes empty. */
export interface OutcomeChange {
  id: string;
  status: OutcomeStatus;
  reason: string | null;
  error?: string | undefined;
  candidates?: { id: string; name: string; organization: string | null }[];
  personId?: string | null;
  personName?: string | null;
  noteId?: string;
  /** Of what the note says. */
  fingerprint?: string;
  /**
   * What is known of a write: it `begin`s now, or one that was begun may have happened (`keep`). Left out: nothing was
   * written, or the note's id is known.
   */
  intent?: "begin" | "keep";
  countsAsAttempt?: boolean;
}

interface PersonChange {
  found?: { email: string; personId: string; personName: string | null };
  forgotten?: string;
}

export interface OutcomeWriter {
  /** Resolves when it is durable. @throws LeaseLost, DatabaseError */
  save(change: OutcomeChange, person?: PersonChange): Promise<void>;
}

const gatherMs = 4;

/**
 * Saves what happens to a meeting's attendees in one CRM account. They are worked on concurrently and get there at about the
 * same moments, so what comes within a few milliseconds goes in one call: 40 attendees are not 40 statements.
 */
export const createOutcomeWriter = (database: Database, job: Job, account: string | null): OutcomeWriter => {
  let gathered: { change: OutcomeChange; person: PersonChange }[] = [];
  let flushing: Promise<void> | null = null;

  const flush = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    const batch = gathered;
    gathered = [];
    flushing = null;
    const people = batch.map(({ person }) => person);
    const kept = await settleOrThrow(
      database.rpc("save_outcomes", {
        job: job.id,
        lease: job.leaseToken,
        saved: {
          account,
          outcomes: batch.map(({ change }) => ({ intent: "clear", countsAsAttempt: false, ...change })),
          foundPeople: people.flatMap(({ found }) => (found ? [found] : [])),
          forgottenPeople: people.flatMap(({ forgotten }) => (forgotten ? [forgotten] : [])),
        },
      }),
    );
    if (kept !== true) throw new LeaseLost("the lease of the job was lost");
  };

  return {
    save: (change, person = {}) => {
      gathered.push({ change, person });
      flushing ??= flush();
      return flushing;
    },
  };
};
