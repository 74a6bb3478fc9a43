import { randomUUID } from "node:crypto";
import { type ApiBody, meetingOf } from "../../tests/support/fixtures.ts";
import type { Place } from "./place.ts";

/** Something whose cost is counted. */
export interface Case {
  what: string;
  /** So many meetings it brings: the cost is given for one of them. */
  meetings: number;
  /** Takes long, or can be done only once: counted once, and not at all when it is quick. */
  isLong?: true;
  work(place: Place): Promise<unknown>;
  /** What it may cost at most, for a meeting. */
  most?: { functionCalls?: number; databaseCalls?: number; pipedriveTokens?: number; fathomCalls?: number };
}

let guests = 0;
const newGuests = ({ own }: Place, count: number): ApiBody["calendar_invitees"] =>
  Array.from({ length: count }, () => {
    const email = `guest-${(guests += 1)}@example.org`;
    own.crm.addPerson({ name: email, emails: [email] });
    return { name: email, email, is_external: true };
  });
const deliver = async (place: Place, body: ApiBody, id?: string): Promise<void> => {
  const { status } = await place.team.deliver(body, { url: place.webhookUrl, ...(id !== undefined && { id }) });
  if (status >= 300) throw new Error(`the webhook answered ${status}`);
};
const meetWith = (place: Place, invitees: ApiBody["calendar_invitees"]): ApiBody =>
  meetingOf(place.team.email, "02", { calendar_invitees: invitees });

/** The last meeting with a person who was new, and its delivery: the next cases go on from it. */
let first: { body: ApiBody; id: string } | undefined;
const firstOne = (): { body: ApiBody; id: string } => {
  if (!first) throw new Error("nobody was met yet");
  return first;
};

const queueAndHealth = 7;
const pastMeetings = 20;

/** In this order: some need what those before them have left. */
export const cases: Case[] = [
  {
    what: "first meeting with a person",
    meetings: 1,
    work: async (place) => {
      first = { body: meetWith(place, newGuests(place, 1)), id: `msg_${randomUUID()}` };
      await deliver(place, first.body, first.id);
    },
    most: { functionCalls: 2, databaseCalls: 2 + 8 + queueAndHealth, pipedriveTokens: 30, fathomCalls: 0 },
  },
  {
    what: "the next one",
    meetings: 1,
    work: (place) => deliver(place, meetWith(place, firstOne().body.calendar_invitees)),
    most: { functionCalls: 2, databaseCalls: 2 + 7 + queueAndHealth, pipedriveTokens: 10, fathomCalls: 0 },
  },
  {
    what: "a copy of a delivery",
    meetings: 1,
    work: (place) => deliver(place, firstOne().body, firstOne().id),
    most: { functionCalls: 2, databaseCalls: 4, pipedriveTokens: 0, fathomCalls: 0 },
  },
  {
    what: "a meeting with 8 new people",
    meetings: 1,
    work: (place) => deliver(place, meetWith(place, newGuests(place, 8))),
    most: { functionCalls: 2, pipedriveTokens: 8 * 30 },
  },
  {
    what: "a meeting with 40 new people",
    meetings: 1,
    isLong: true,
    work: (place) => deliver(place, meetWith(place, newGuests(place, 40))),
    most: { functionCalls: 2, pipedriveTokens: 40 * 30 },
  },
  {
    what: "an import, a meeting of 20",
    meetings: pastMeetings,
    isLong: true,
    work: async ({ team, own, ring }) => {
      await own.sql`select public.start_import(${team.integrationId}, ${team.userId}, null, ${pastMeetings}, true)`;
      await ring();
    },
    most: { fathomCalls: 0.2 },
  },
  {
    what: "a sweep that finds nothing",
    meetings: 1,
    work: async ({ team, own, ring }) => {
      await own.sql`select public.sweep_now(${team.integrationId})`;
      await ring();
    },
    most: { functionCalls: 1, fathomCalls: 2, pipedriveTokens: 0 },
  },
];

/** What the cases need: an account with an API key, and meetings that ended long ago. */
export const prepare = async (place: Place): Promise<void> => {
  const { team, fathom } = place;
  const { apiKey } = (await fathom("/users", { name: "Ana Recorder", email: team.email, outside: true })) as {
    apiKey: string;
  };
  await fathom("/past-meetings", { recordedBy: team.email, count: pastMeetings });
  const connected = await team.api("/fathom-integrations", { apiKey, fathomUserEmail: team.email });
  if (connected.status !== 200) throw new Error(`connecting the simulated Fathom failed with ${connected.status}`);
};
