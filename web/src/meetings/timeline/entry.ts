/** One line of a meeting's timeline. */
export interface Entry {
  key: string;
  /** When, in ISO 8601. */
  at: string;
  kind: "received" | "stored" | "good" | "waiting" | "bad" | "quiet" | "person";
  words: string;
  /** More about it: a reason, an error. */
  detail: string | null;
  /** The attendees that it is about, by their outcomes' ids. */
  outcomeIds: string[];
  /** The delivery that it came of. */
  eventId: string | null;
}
