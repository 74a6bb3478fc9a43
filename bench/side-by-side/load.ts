import type { Random } from "../../tests/soak/random.ts";
import { type Conversation, type Invitee, webhookBody } from "../../tests/support/conversation.ts";

/** What every receiver gets: how many meetings end within how long, and how many people the CRM knows. */
export interface Load {
  meetings: number;
  arriveWithinMs: number;
  customers: number;
}

/** A delivery that will be sent, and on whom of the CRM it must leave a note. */
export interface Planned {
  id: string;
  recordingId: number;
  body: string;
  noteOn: string[];
  afterMs: number;
  /** The receiver takes it, and the answer gets lost on its way: the sender sends it again. */
  losesAnswer: boolean;
}

const shareOfBigMeetings = 0.2;
const shareOfStrangers = 0.1;
const shareOfLostAnswers = 0.1;

export const customerEmail = (number: number): string => `customer-${number}@example.org`;

const guest = (email: string, outcome: Invitee["outcome"]): Invitee => ({
  name: email.replace(/@.*/, ""),
  email,
  isExternal: true,
  outcome,
});

const guestsOf = (random: Random, customers: number, recordingId: number): Invitee[] => {
  const count = random.chance(shareOfBigMeetings) ? 8 : Math.floor(random.between(1, 4));
  const first = Math.floor(random.between(0, customers));
  return Array.from({ length: count }, (_, index) =>
    random.chance(shareOfStrangers)
      ? guest(`stranger-${recordingId}-${index}@example.net`, "not_found")
      : guest(customerEmail((first + index) % customers), "note_added"),
  );
};

/** The same deliveries for every receiver, but for who has recorded them. */
export const planLoad = (load: Load, recorder: string, random: Random): Planned[] =>
  Array.from({ length: load.meetings }, (_, index) => {
    const recordingId = 1000 + index;
    const guests = guestsOf(random, load.customers, recordingId);
    const host: Invitee = { name: "Host", email: recorder, isExternal: false, outcome: "skipped_internal" };
    const conversation: Conversation = { recordingId, recorder, invitees: [host, ...guests] };
    return {
      id: `msg_side_${recordingId}`,
      recordingId,
      body: webhookBody(conversation, true),
      noteOn: guests.flatMap(({ email, outcome }) => (email && outcome === "note_added" ? [email] : [])),
      afterMs: (load.arriveWithinMs * index) / load.meetings,
      losesAnswer: random.chance(shareOfLostAnswers),
    };
  });
