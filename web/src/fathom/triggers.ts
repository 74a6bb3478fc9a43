/** Whose recordings an account can bring, in Fathom's names (developers.fathom.ai, create a webhook). */
export const TRIGGERS = [
  "my_recordings",
  "shared_external_recordings",
  "my_shared_with_team_recordings",
  "shared_team_recordings",
] as const;

export type Trigger = (typeof TRIGGERS)[number];

/** What is ticked at first: what works on every plan of Fathom. */
export const USUAL_TRIGGERS: readonly Trigger[] = ["my_recordings", "shared_external_recordings"];

interface TriggerWords {
  /** Beside the box. */
  label: string;
  /** In the sentence that says what an account brings. */
  short: string;
  description?: string;
}

export const TRIGGER_WORDS: Readonly<Record<Trigger, TriggerWords>> = {
  my_recordings: { label: "My own recordings", short: "own recordings" },
  shared_external_recordings: {
    label: "Recordings shared with me from outside the team",
    short: "shared from outside",
  },
  my_shared_with_team_recordings: {
    label: "My recordings that are shared with the team",
    short: "own ones shared with the team",
    description: "Needs Fathom's Team plan.",
  },
  shared_team_recordings: {
    label: "Recordings that the team shares with me",
    short: "shared by the team",
    description: "Needs Fathom's Team plan.",
  },
};

/** Those of a stored list that this client knows, in their order. */
export const knownTriggers = (stored: readonly string[]): Trigger[] =>
  TRIGGERS.filter((trigger) => stored.includes(trigger));

/** What an account brings, as the end of a sentence: "own recordings, shared from outside". */
export const triggersInWords = (stored: readonly string[]): string =>
  knownTriggers(stored)
    .map((trigger) => TRIGGER_WORDS[trigger].short)
    .join(", ");
