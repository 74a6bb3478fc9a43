import { expect, test } from "vitest";
import { noteReference } from "../../supabase/functions/_shared/meetings/note.ts";
import type { Books } from "../support/books.ts";
import { summaryOf } from "../support/conversation.ts";
import { type Sent, judge } from "../support/judge.ts";

const meetingId = "2f6bd7f0-0f8c-4a3e-9a1c-7c2f3f0f6a11";
const content = `${summaryOf({ recordingId: 7 })} ref ${noteReference(meetingId)}`;

/** One conversation with Ben, everything as it must be. */
const setUp = (): { books: Books; sent: Sent } => ({
  sent: {
    deliveries: [{ id: "msg_1", isReadable: true }],
    conversations: [
      {
        recordingId: 7,
        recorder: "host@example.com",
        hasSummary: true,
        invitees: [{ name: "Ben", email: "ben@example.org", isExternal: true, outcome: "note_added" }],
      },
    ],
  },
  books: {
    events: [{ deliveryId: "msg_1", state: "processed" }],
    meetings: [{ id: meetingId, externalId: "7", leader: meetingId }],
    outcomes: [
      {
        meetingId,
        name: "Ben",
        email: "ben@example.org",
        status: "note_added",
        reason: "person_found",
        personId: "1",
        noteId: "90",
      },
    ],
    jobs: [],
    notes: [{ id: "90", personId: "1", content }],
  },
});

test("books that are as they must be have no breach", () => {
  const { books, sent } = setUp();
  expect(judge(books, sent)).toEqual([]);
});

const ben = setUp().books.outcomes;

test.each<[string, Partial<Books>, string]>([
  ["an event that is not there", { events: [] }, "lost: delivery msg_1: not stored"],
  [
    "an event that is there twice",
    { events: [...setUp().books.events, ...setUp().books.events] },
    "twice: event msg_1: 2 times",
  ],
  [
    "an event that nobody works on",
    { events: [{ deliveryId: "msg_1", state: "processing" }] },
    "unfinished: delivery msg_1: processing",
  ],
  [
    "an event that was given up",
    { events: [{ deliveryId: "msg_1", state: "dead" }] },
    "given up: delivery msg_1: dead",
  ],
  [
    "a job that is left",
    { jobs: [{ id: "j1", kind: "log", state: "running", error: null }] },
    "unfinished: job j1 (log): running",
  ],
  ["a meeting that is not there", { meetings: [] }, "lost: meeting 7: not stored"],
  ["an attendee who is not there", { outcomes: [] }, "lost: meeting 7, ben@example.org: no outcome"],
  [
    "an attendee who is pending",
    { outcomes: ben.map((outcome) => ({ ...outcome, status: "pending", noteId: null })) },
    "unfinished: meeting 7, ben@example.org: pending (person_found) instead of note_added",
  ],
  [
    "an attendee who is there twice",
    { outcomes: [...ben, ...ben] },
    "twice: meeting 7, attendee ben@example.org: 2 times",
  ],
  ["a note that is not in the CRM", { notes: [] }, "lost: meeting 7, ben@example.org, note 90: not in the CRM"],
  [
    "a second note on the person",
    { notes: [...setUp().books.notes, { id: "91", personId: "1", content }] },
    `twice: note ${noteReference(meetingId)} on person 1: 2 times`,
  ],
  [
    "a note without the summary that came",
    { notes: [{ id: "90", personId: "1", content: noteReference(meetingId) }] },
    "lost: meeting 7, ben@example.org, note 90: without the summary that came",
  ],
  [
    "a note on somebody else",
    { notes: [{ id: "90", personId: "2", content }] },
    "wrong: meeting 7, ben@example.org, note 90: on person 2",
  ],
])("%s is a breach", (_, change, expected) => {
  const { books, sent } = setUp();
  const breaches = judge({ ...books, ...change }, sent).map(({ kind, what }) => `${kind}: ${what}`);
  expect(breaches).toContain(expected);
});
