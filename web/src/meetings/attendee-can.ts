import { outcomeStatus } from "./outcome.ts";
import { isFixedInSettings } from "./reason.ts";
import type { AttendeeOutcome } from "./read-meeting.ts";

/** What a person can do about an attendee. */
export interface AttendeeCan {
  /** Have them looked up and logged once more. */
  look: boolean;
  /** Have the note written that was held back. */
  write: boolean;
  readNote: boolean;
  /** Say who they are: anybody in the CRM. */
  search: boolean;
  createContact: boolean;
  /** Say that they are somebody else, for the meetings to come. */
  change: boolean;
}

const NOTHING: AttendeeCan = {
  look: false,
  write: false,
  readNote: false,
  search: false,
  createContact: false,
  change: false,
};

type Known = Pick<AttendeeOutcome, "status" | "reason" | "email" | "crm_person_id">;

/** `isDryRun`: writing now would only be a dry run once more. `hasCrm`: there is a CRM to look in. */
export const attendeeCan = (
  outcome: Known,
  { isDryRun, hasCrm }: { isDryRun: boolean; hasCrm: boolean },
): AttendeeCan => {
  if (outcome.reason === "erased") return NOTHING;
  const hasEmail = outcome.email !== null;
  const isKnown = hasEmail || outcome.crm_person_id !== null;
  const asks = hasCrm && !isFixedInSettings(outcome.reason);
  switch (outcomeStatus(outcome.status)) {
    case "not_found":
      return { ...NOTHING, look: isKnown, search: asks, createContact: asks && hasEmail };
    case "failed":
      return {
        ...NOTHING,
        look: isKnown,
        search: asks,
        createContact: asks && hasEmail && outcome.reason === "person_gone",
      };
    case "ambiguous":
      return { ...NOTHING, search: asks };
    case "dry_run":
      return { ...NOTHING, write: isKnown && !isDryRun, readNote: isKnown, change: asks && hasEmail };
    case "note_added":
      return { ...NOTHING, readNote: isKnown, change: asks && hasEmail };
    case "pending":
      return { ...NOTHING, readNote: isKnown };
    case "skipped_internal":
      return NOTHING;
  }
};
