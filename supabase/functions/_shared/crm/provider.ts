import type { Note } from "../meetings/note.ts";
import type { Result } from "../platform/result.ts";

/** A person as a CRM search returned it. */
export interface CrmPerson {
  id: string;
  name: string;
  organization: string | null;
}

/** A person with all of their addresses. */
export interface CrmContact extends CrmPerson {
  emails: string[];
}

/** What a CRM has said of its limits; null: it did not say. */
export interface CrmLimits {
  tokensPerDay: number | null;
  tokensLeft: number | null;
  /** Calls within two seconds. */
  callsPerWindow: number | null;
}

/** Who the credentials belong to, and how much may be asked with them. */
export interface CrmAccount {
  account: string;
  companyName: string;
  userName: string;
  limits: CrmLimits;
}

/**
 * Why a CRM did not do it. `message` is a sentence for a person and holds no secret and no personal data.
 * - `unauthorized`, `payment_required`: the connection is broken until a person acts.
 * - `forbidden`, `rejected`: this call will never succeed as it is.
 * - `gone`: the person or note it named does not exist any more (404, 410).
 * - `rate_limited`: refused before it was processed; try again after `retryAfterMs`. `daily` when the day's budget is used up.
 * - `unavailable`: nothing can have happened (a read that failed, a connection that was refused).
 * - `uncertain`: a write may have happened (time-out, 5xx, connection lost after sending): look before writing again.
 */
export type CrmFailure =
  | { kind: "unauthorized" | "payment_required" | "forbidden" | "rejected" | "gone"; status: number; message: string }
  | { kind: "rate_limited"; status: number; retryAfterMs: number; daily: boolean; message: string }
  | { kind: "unavailable" | "uncertain"; status: number | null; message: string };

export type CrmResult<Data> = Result<Data, CrmFailure>;

/** What Debrief asks of a CRM. One object stands for one connection; calls may run concurrently. */
export interface CrmProvider {
  /** Whose credentials these are: also the test of a connection. */
  whoAmI(signal: AbortSignal): Promise<CrmResult<CrmAccount>>;
  /** Everyone who has exactly this address (any of a person's addresses, case-insensitively). */
  findPeople(email: string, signal: AbortSignal): Promise<CrmResult<CrmPerson[]>>;
  /** Whom a name, or a part of a name or address, may mean: the best first, twenty at most. Nobody for less than 2 characters. */
  searchPeople(term: string, signal: AbortSignal): Promise<CrmResult<CrmContact[]>>;
  /** The person with this id. `gone`: there is none. */
  readPerson(personId: string, signal: AbortSignal): Promise<CrmResult<CrmPerson>>;
  /** Makes a person. Not idempotent: save the intent first, and look for the address before and after `uncertain`. */
  createPerson(person: { name: string; email: string }, signal: AbortSignal): Promise<CrmResult<CrmPerson>>;
  /** Writes a note on a person. Not idempotent: save the intent first, and after `uncertain` call `findNote`. */
  writeNote(personId: string, note: Note, signal: AbortSignal): Promise<CrmResult<{ noteId: string }>>;
  /** Says the note anew, in place. May be repeated. `gone`: somebody deleted it. */
  updateNote(noteId: string, note: Note, signal: AbortSignal): Promise<CrmResult<null>>;
  /** Deletes it. May be repeated. `gone`: it was deleted before. */
  deleteNote(noteId: string, signal: AbortSignal): Promise<CrmResult<null>>;
  /** The note on the person that carries this reference and was added at or after `since`, if there is one. */
  findNote(
    personId: string,
    reference: string,
    since: Date,
    signal: AbortSignal,
  ): Promise<CrmResult<{ noteId: string } | null>>;
}
