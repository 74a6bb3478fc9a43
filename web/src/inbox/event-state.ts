/** What a delivery is at, in words. */
export const STATE_WORDS = {
  received: "Received",
  processing: "Being processed",
  retrying: "Trying again",
  processed: "Processed",
  unreadable: "Unreadable",
  dead: "Given up",
} as const;

export type EventState = keyof typeof STATE_WORDS;

export const EVENT_STATES: readonly EventState[] = [
  "dead",
  "unreadable",
  "retrying",
  "processing",
  "received",
  "processed",
];

/** The states in which nothing more happens by itself, and not all is well. */
export const NEEDS_ATTENTION: readonly EventState[] = ["dead", "unreadable"];

/** Those that can be replayed: the others are being worked on already. */
export const REPLAYABLE: readonly EventState[] = ["dead", "unreadable", "retrying", "processed"];

const isEventState = (state: string): state is EventState => Object.hasOwn(STATE_WORDS, state);

/** A state as the database has it; one that this client does not know yet is shown as received. */
export const eventState = (state: string): EventState => (isEventState(state) ? state : "received");

export const ORIGIN_WORDS = { webhook: "Webhook", sweep: "Check for missed meetings", import: "Import" } as const;

export type Origin = keyof typeof ORIGIN_WORDS;

/** How a delivery came here. */
export const originWords = (origin: string): string =>
  Object.hasOwn(ORIGIN_WORDS, origin) ? ORIGIN_WORDS[origin as Origin] : "Another way";

const EXPLAINED: Readonly<Record<EventState, string>> = {
  received: "It waits for its turn.",
  processing: "Debrief is at it.",
  retrying: "It did not work. Debrief tries again by itself.",
  processed: "Read, and everybody in it has an outcome.",
  unreadable: "Its content is of a kind that Debrief does not know.",
  dead: "It did not work after the last try.",
};

/** Why it is so, as a sentence: what the server said, without its code, else what the state means. */
export const stateSentence = (state: EventState, error: string | null): string => {
  const said = error?.replace(/^[a-z_]+: /, "").trim();
  return said && state !== "processed" && state !== "received" ? said : EXPLAINED[state];
};

export const triesWords = (attempts: number): string => (attempts === 1 ? "1 try" : `${attempts} tries`);
