import type { CrmFailure, CrmPerson, CrmProvider, CrmResult } from "../../crm/provider.ts";
import { finalReasonOf } from "./failure-policy.ts";
import type { NoteDesk } from "./note-desk.ts";
import type { OutcomeChange, OutcomeWriter } from "./outcome-writer.ts";
import type { WaitingOutcome } from "./work.ts";

export interface AttendeeContext {
  crm: CrmProvider;
  desk: NoteDesk;
  /** Why nothing is to be written: a reason code. null: the note is written. */
  notWritten: "dry_run" | "imported_only" | null;
  /** An earlier recording of the conversation has this attendee too: the note is that one's. */
  sharesNote: boolean;
  writer: OutcomeWriter;
  signal: AbortSignal;
}

/** Settled: the outcome is saved. Else it has to be tried again, with what is known so far. `failure`: what the CRM said. */
export type AttendeeResult =
  | { settled: true; failure: CrmFailure | null }
  | { settled: false; failure: CrmFailure; change: OutcomeChange };

type Person = Pick<CrmPerson, "id"> & { name: string | null };

/**
 * Brings one attendee to an outcome: who is it, does the note exist already, write it. Each step is durable before the next
 * one begins, so that a crash anywhere leaves a state from which the next try goes on without writing twice.
 */
export const logAttendee = async (outcome: WaitingOutcome, context: AttendeeContext): Promise<AttendeeResult> => {
  const { crm, desk, writer, signal } = context;
  const { id, email } = outcome;

  const settle = async (
    change: Omit<OutcomeChange, "id">,
    failure: CrmFailure | null = null,
  ): Promise<AttendeeResult> => {
    await writer.save({ id, ...change });
    return { settled: true, failure };
  };

  /** A failure that no repetition will mend is an outcome; any other is for the next try. */
  const giveWay = (failure: CrmFailure, person: Person | null, mayBeWritten: boolean): Promise<AttendeeResult> => {
    const known = {
      personId: person?.id ?? null,
      personName: person?.name ?? null,
      ...(mayBeWritten ? { intent: "keep" as const } : {}),
    };
    const reason = finalReasonOf(failure);
    if (reason) return settle({ status: "failed", reason, error: failure.message, ...known }, failure);
    const waitingFor = failure.kind === "rate_limited" ? "crm_rate_limited" : "crm_unavailable";
    const change: OutcomeChange = {
      id,
      status: "pending",
      reason: waitingFor,
      error: failure.message,
      ...known,
      countsAsAttempt: failure.kind !== "rate_limited",
    };
    return Promise.resolve({ settled: false, failure, change });
  };

  const added = (person: Person, noteId: string, reason: string): Promise<AttendeeResult> =>
    settle({
      status: "note_added",
      reason: context.sharesNote ? "same_conversation" : reason,
      personId: person.id,
      personName: person.name,
      noteId,
      ...(desk.adopted().includes(noteId) ? {} : { fingerprint: desk.fingerprint }),
    });

  const write = async (person: Person, reason: string): Promise<AttendeeResult | "person_gone"> => {
    if (context.notWritten) {
      return settle({ status: "dry_run", reason: context.notWritten, personId: person.id, personName: person.name });
    }
    // The intent first: if we die after the write, the next try looks for the note before it writes another.
    await writer.save(
      { id, status: "pending", reason, personId: person.id, personName: person.name, intent: "begin" },
      email ? { found: { email, personId: person.id, personName: person.name } } : {},
    );
    const { data, error } = await desk.write(person.id);
    if (!error) return added(person, data.noteId, reason);
    return error.failure.kind === "gone" ? "person_gone" : giveWay(error.failure, person, error.mayBeWritten);
  };

  const search = async (): Promise<AttendeeResult> => {
    if (!email) return settle({ status: "not_found", reason: "no_email" });
    const found: CrmResult<CrmPerson[]> = await crm.findPeople(email, signal);
    if (found.error) return giveWay(found.error, null, false);
    const [person, another] = found.data;
    if (!person) return settle({ status: "not_found", reason: "no_person" });
    if (another) return settle({ status: "ambiguous", reason: "several_persons", candidates: found.data });
    const result = await write(person, "person_found");
    return result === "person_gone" ? settle({ status: "not_found", reason: "person_gone" }) : result;
  };

  if (outcome.writeStartedAt && outcome.personId) {
    const person: Person = { id: outcome.personId, name: null };
    const { data, error } = await desk.find(person.id);
    if (error && error.kind !== "gone") return giveWay(error, person, true);
    if (data) return added(person, data.noteId, "person_found");
  }

  if (outcome.knownPersonId) {
    const known: Person = { id: outcome.knownPersonId, name: outcome.knownPersonName };
    const result = await write(known, outcome.isHumanChoice ? "chosen_by_person" : "person_remembered");
    if (result !== "person_gone") return result;
    if (outcome.isHumanChoice) {
      return settle({
        status: "failed",
        reason: "person_gone",
        error: "The person chosen for this address does not exist in the CRM any more. Choose another one.",
      });
    }
    await writer.save({ id, status: "pending", reason: "person_gone" }, email ? { forgotten: email } : {});
  }
  return search();
};
