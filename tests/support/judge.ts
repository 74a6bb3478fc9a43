import { noteReference } from "../../supabase/functions/_shared/meetings/note.ts";
import type { Books } from "./books.ts";
import { type Conversation, type Invitee, summaryOf } from "./conversation.ts";

/** What was sent and taken (2xx). */
export interface Sent {
  deliveries: { id: string; isReadable: boolean }[];
  conversations: (Conversation & { hasSummary: boolean })[];
}

/** A promise that was not kept, and by which id it is found. */
export interface Breach {
  kind: "lost" | "twice" | "unfinished" | "given up" | "wrong";
  what: string;
}

const groupBy = <Item>(items: Item[], key: (item: Item) => string): Map<string, Item[]> =>
  Map.groupBy(items, key) as Map<string, Item[]>;

const twice = <Item>(items: Item[], key: (item: Item) => string, word: string): Breach[] =>
  [...groupBy(items, key)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => ({ kind: "twice", what: `${word} ${name}: ${same.length} times` }));

const referenceIn = (content: string): string => /\bdbr-[0-9a-f]{16}\b/.exec(content)?.[0] ?? "no reference";

const judgeEvents = ({ events, jobs }: Books, sent: Sent): Breach[] => {
  const states = new Map(events.map(({ deliveryId, state }) => [deliveryId, state]));
  const ofDeliveries = sent.deliveries.flatMap(({ id, isReadable }): Breach[] => {
    const state = states.get(id);
    const expected = isReadable ? "processed" : "unreadable";
    if (state === undefined) return [{ kind: "lost", what: `delivery ${id}: not stored` }];
    if (state === expected) return [];
    const what = `delivery ${id}: ${state}`;
    if (state === "dead") return [{ kind: "given up", what }];
    return [{ kind: isReadable && state === "unreadable" ? "lost" : "unfinished", what }];
  });
  const left = jobs.map(({ id, kind, state, error }): Breach => {
    const what = `job ${id} (${kind}): ${state}${error === null ? "" : `, ${error}`}`;
    return { kind: state === "dead" ? "given up" : "unfinished", what };
  });
  return [...ofDeliveries, ...left, ...twice(events, ({ deliveryId }) => deliveryId, "event")];
};

const judgeInvitee = (invitee: Invitee, outcome: Books["outcomes"][number] | undefined, where: string): Breach[] => {
  const who = `${where}, ${invitee.email ?? invitee.name}`;
  if (!outcome) return [{ kind: "lost", what: `${who}: no outcome` }];
  if (outcome.status === invitee.outcome) return [];
  const what = `${who}: ${outcome.status} (${outcome.reason}) instead of ${invitee.outcome}`;
  if (outcome.status === "pending") return [{ kind: "unfinished", what }];
  if (outcome.reason === "gave_up") return [{ kind: "given up", what }];
  return [{ kind: invitee.outcome === "note_added" ? "lost" : "wrong", what }];
};

const judgeConversation = (conversation: Sent["conversations"][number], books: IndexedBooks): Breach[] => {
  const where = `meeting ${conversation.recordingId}`;
  const meeting = books.meetings.get(String(conversation.recordingId));
  if (!meeting) return [{ kind: "lost", what: `${where}: not stored` }];
  const first = books.meetings.get(String(conversation.goesOnFrom ?? conversation.recordingId));
  const apart: Breach[] =
    first && first.leader !== meeting.leader
      ? [{ kind: "twice", what: `${where}: not one with ${first.externalId}` }]
      : [];
  const outcomes = books.outcomes.get(meeting.id) ?? [];
  const ofInvitees = conversation.invitees.flatMap((invitee) =>
    judgeInvitee(
      invitee,
      outcomes.find(({ name, email }) => (invitee.email === null ? name === invitee.name : email === invitee.email)),
      where,
    ),
  );
  const ofNotes = outcomes
    .filter(({ status }) => status === "note_added")
    .flatMap(({ email, noteId, personId }): Breach[] => {
      const who = `${where}, ${email}, note ${noteId}`;
      const note = books.notes.get(noteId ?? "");
      if (!note) return [{ kind: "lost", what: `${who}: not in the CRM` }];
      if (note.personId !== personId) return [{ kind: "wrong", what: `${who}: on person ${note.personId}` }];
      if (!note.content.includes(noteReference(meeting.leader)))
        return [{ kind: "wrong", what: `${who}: of another meeting` }];
      if (conversation.hasSummary && !note.content.includes(summaryOf(conversation)))
        return [{ kind: "lost", what: `${who}: without the summary that came` }];
      return [];
    });
  return [
    ...apart,
    ...ofInvitees,
    ...ofNotes,
    ...twice(outcomes, ({ name, email }) => email ?? `${name}`, `${where}, attendee`),
  ];
};

const indexed = ({ meetings, outcomes, notes }: Books) => ({
  meetings: new Map(meetings.map((meeting) => [meeting.externalId, meeting])),
  outcomes: groupBy(outcomes, ({ meetingId }) => meetingId),
  notes: new Map(notes.map((note) => [note.id, note])),
});

type IndexedBooks = ReturnType<typeof indexed>;

const judgeNotes = ({ notes, meetings, outcomes }: Books): Breach[] => {
  const references = new Set(meetings.map(({ leader }) => noteReference(leader)));
  const known = new Set(outcomes.map(({ noteId }) => noteId));
  const strays = notes.flatMap(({ id, personId, content }): Breach[] => {
    const what = `note ${id} on person ${personId} (${referenceIn(content)})`;
    if (!references.has(referenceIn(content))) return [{ kind: "wrong", what: `${what}: of no meeting` }];
    return known.has(id) ? [] : [{ kind: "wrong", what: `${what}: no attendee knows of it` }];
  });
  return [
    ...strays,
    ...twice(notes, ({ personId, content }) => `${referenceIn(content)} on person ${personId}`, "note"),
  ];
};

/** Holds what was sent against what is there, in the end: nothing is lost, nothing is there twice, nothing is unfinished. */
export const judge = (books: Books, sent: Sent): Breach[] => {
  const index = indexed(books);
  return [
    ...judgeEvents(books, sent),
    ...twice(books.meetings, ({ externalId }) => externalId, "meeting"),
    ...sent.conversations.flatMap((conversation) => judgeConversation(conversation, index)),
    ...judgeNotes(books),
  ];
};
