import type { Webhook } from "./webhook-schema.ts";

/** All keys begin so: nobody takes one for a real one. */
export const keyPrefix = "fathom-demo-";

/** A user of Fathom; the key sees what the user can see. */
export interface User {
  name: string;
  email: string;
  team: string | null;
  /** Without a team plan nothing can be shared with teams. */
  plan: "free" | "team";
  accountAdmin: boolean;
  /** Of another company: their recordings are seen only where they were shared with single people. */
  outside: boolean;
  apiKey: string;
  revoked: boolean;
  createdAt: string;
}

export interface Guest {
  name: string | null;
  email: string | null;
}

export const shares = ["no_teams", "single_team", "multiple_teams", "all_teams"] as const;
export type SharedWith = (typeof shares)[number];

/** Who sees a recording from a time on; `private` to its recorder when neither names anybody. */
export interface Sharing {
  from: string;
  sharedWith: SharedWith;
  teams: string[];
  people: string[];
}

/** What becomes of a meeting's webhook when it is due. */
export type Fate = "sent" | "lost" | "sent_twice";

/** One recording as facts: its contents are made out of them again whenever they are asked for. Times are ISO 8601. */
export interface Recording {
  id: number;
  title: string;
  /** Null for a call that no calendar knows: it has no invitees then. */
  calendarTitle: string | null;
  meetingType: string | null;
  meetingUrl: string;
  scheduledStart: string;
  scheduledEnd: string;
  start: string;
  end: string;
  createdAt: string;
  recordedBy: string;
  guests: Guest[];
  sharings: Sharing[];
  /** When they are there; null: never. */
  transcriptAt: string | null;
  summaryAt: string | null;
  /** When the webhooks are decided on; null: never. */
  webhookAt: string | null;
  fate: Fate;
  decided: boolean;
  secondsPerSegment: number;
  scenario: string;
}

export interface Attempt {
  at: string;
  /** Null: no answer at all. */
  status: number | null;
  error: string | null;
}

/** One message to one webhook, with the recording as it was when the message was made: its body never changes. */
export interface Message {
  /** Of this message alone; `webhookMessageId` is what the receiver sees, the same for a duplicate. */
  key: number;
  webhookMessageId: string;
  webhook: Webhook;
  recording: Recording;
  madeAt: string;
  state: "pending" | "delivered" | "failed" | "lost" | "cancelled";
  nextAttemptAt: string | null;
  attempts: Attempt[];
}
