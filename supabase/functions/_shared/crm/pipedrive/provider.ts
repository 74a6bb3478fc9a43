import type { Note } from "../../meetings/note.ts";
import { fail, ok } from "../../platform/result.ts";
import type { CrmFailure, CrmProvider } from "../provider.ts";
import { type ClientOptions, createClient } from "./client.ts";
import { isId, notAnId, toCrmFailure } from "./ids.ts";
import { lookForReference, toAccount } from "./map.ts";
import { createPeople } from "./people.ts";
import { renderNote } from "./render-note.ts";
import { seenLimits } from "./seen-limits.ts";
import { envelopeSchema, meSchema, noteSavedSchema, notesPageSchema } from "./wire-schemas.ts";

const megabyte = 1_000_000;
const notesPages = 10;
// Clocks differ, and the note may have been written before the write was known to be uncertain.
const leewayMs = 600_000;

/** Pipedrive as a CRM, for one API token. Searches cost 20 tokens of the account's daily budget, a note 10, a list of notes 20. */
export const createPipedrive = (options: ClientOptions): CrmProvider => {
  const client = createClient(options);
  const rendered = new WeakMap<Note, string>();

  /** A meeting's note is the same for all its attendees: rendered once. */
  const render = (note: Note): string => {
    const html = rendered.get(note) ?? renderNote(note);
    rendered.set(note, html);
    return html;
  };

  const whoAmI = async (signal: AbortSignal) => {
    let limits = seenLimits(new Headers());
    const seeing: typeof fetch = async (input, init) => {
      const response = await options.fetch(input, init);
      limits = seenLimits(response.headers);
      return response;
    };
    const me = await createClient({ ...options, fetch: seeing }).call(
      { method: "GET", path: "/api/v1/users/me" },
      meSchema,
      signal,
    );
    return me.error ? fail(toCrmFailure(me.error)) : ok({ ...toAccount(me.data), limits });
  };

  const writeNote: CrmProvider["writeNote"] = async (personId, note, signal) => {
    if (!isId(personId)) return fail(notAnId);
    const body = { content: render(note), person_id: Number(personId) };
    const call = { method: "POST", path: "/api/v1/notes", body, namesRecord: true } as const;
    const answer = await client.call(call, noteSavedSchema, signal);
    return answer.error ? fail(toCrmFailure(answer.error)) : ok({ noteId: answer.data.data.id });
  };

  const updateNote: CrmProvider["updateNote"] = async (noteId, note, signal) => {
    if (!isId(noteId)) return fail(notAnId);
    const body = { content: render(note) };
    const call = { method: "PUT", path: `/api/v1/notes/${noteId}`, body, namesRecord: true } as const;
    const answer = await client.call(call, noteSavedSchema, signal);
    return answer.error ? fail(toCrmFailure(answer.error)) : ok(null);
  };

  const deleteNote: CrmProvider["deleteNote"] = async (noteId, signal) => {
    if (!isId(noteId)) return fail(notAnId);
    const call = { method: "DELETE", path: `/api/v1/notes/${noteId}`, namesRecord: true } as const;
    const answer = await client.call(call, envelopeSchema, signal);
    return answer.error ? fail(toCrmFailure(answer.error)) : ok(null);
  };

  const findNote: CrmProvider["findNote"] = async (personId, reference, since, signal) => {
    if (!isId(personId)) return fail(notAnId);
    const oldest = new Date(since.getTime() - leewayMs);
    let start = 0;
    let limit = 100;
    for (let page = 0; page < notesPages; page += 1) {
      const query = { person_id: personId, sort: "add_time DESC", start: String(start), limit: String(limit) };
      const call = { method: "GET", path: "/api/v1/notes", query, namesRecord: true, maxBytes: 5 * megabyte } as const;
      const answer = await client.call(call, notesPageSchema, signal);
      if (answer.error?.kind === "too_large" && limit > 1) {
        // A note may hold 100 kB, a hundred of them more than is read.
        limit /= 10;
        continue;
      }
      if (answer.error) return fail(toCrmFailure(answer.error));
      const { id, past } = lookForReference(answer.data, reference, oldest);
      if (id !== null) return ok({ noteId: id });
      if (past || !answer.data.additional_data?.pagination?.more_items_in_collection) return ok(null);
      start += limit;
    }
    // Not "there is none": that would be taken as leave to write it again.
    return fail(notSeenToTheEnd);
  };

  return { whoAmI, ...createPeople(client), writeNote, updateNote, deleteNote, findNote };
};

const notSeenToTheEnd: CrmFailure = {
  kind: "unavailable",
  status: 200,
  message: "The person has too many recent notes in Pipedrive to see whether this one is among them.",
};
