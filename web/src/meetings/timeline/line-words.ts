import { outcomeStatus } from "../outcome.ts";
import { reasonSentence } from "../reason.ts";
import type { Entry } from "./entry.ts";
import type { HistoryLine } from "./read-history.ts";

type Said = Pick<Entry, "kind" | "words" | "detail">;

const ABOUT_THE_MEETING: Readonly<Record<string, Said>> = {
  summary_came: { kind: "stored", words: "The summary came", detail: null },
  transcript_came: { kind: "stored", words: "The transcript came", detail: null },
  action_items_came: { kind: "stored", words: "The action items came", detail: null },
};

const OUTCOMES: Readonly<Record<string, Pick<Said, "kind" | "words">>> = {
  note_added: { kind: "good", words: "Logged in Pipedrive" },
  not_found: { kind: "quiet", words: "Not found in Pipedrive" },
  ambiguous: { kind: "waiting", words: "Several people found, one to be chosen" },
  failed: { kind: "bad", words: "Failed" },
  dry_run: { kind: "quiet", words: "Note held back" },
  skipped_internal: { kind: "quiet", words: "Internal, skipped" },
};

const decision = (words: string, decidedBy: string | null, userId: string): Said => {
  const who = decidedBy === userId ? "you" : decidedBy === null ? "somebody who has left" : "a colleague";
  return { kind: "person", words: `${words} by ${who}`, detail: null };
};

/** What a line of the history says; one that this page does not know yet says so. */
export const lineWords = (line: HistoryLine, userId: string): Said => {
  const { what, reason, attempts, decided_by } = line;
  switch (what) {
    case "person_chosen":
      return decision("Person chosen", decided_by, userId);
    case "person_changed":
      return decision("Another person chosen for later meetings", decided_by, userId);
    case "contact_created":
      return decision("Contact created in Pipedrive", decided_by, userId);
    case "asked_again":
      return decision("Looked up again, asked for", decided_by, userId);
    case "tried":
      return {
        kind: "waiting",
        words: attempts > 0 ? `Try ${attempts} did not work` : "Has to wait",
        detail: reasonSentence("pending", reason),
      };
    case "note_updated":
      return { kind: "good", words: "Note in Pipedrive brought up to date", detail: null };
    case "note_deleted":
      return { kind: "quiet", words: "Note no longer updated", detail: reasonSentence("note_added", reason) };
  }
  const ofMeeting = Object.hasOwn(ABOUT_THE_MEETING, what) ? ABOUT_THE_MEETING[what] : undefined;
  if (ofMeeting) return ofMeeting;
  const outcome = Object.hasOwn(OUTCOMES, what) ? OUTCOMES[what] : undefined;
  if (!outcome) return { kind: "quiet", words: "Changed in a way that this page does not know yet", detail: null };
  return { ...outcome, detail: reasonSentence(outcomeStatus(what), reason) };
};
