import type { OutcomeStatus } from "./outcome.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  no_email: "The calendar invitation has no e-mail address for this attendee.",
  no_person: "Nobody in Pipedrive has this e-mail address.",
  several_persons: "More than one person in Pipedrive has this e-mail address.",
  internal_domain: "The address is at one of your workspace's own domains.",
  recorder: "Recorded the meeting.",
  team_member: "Is a member of your workspace.",
  marked_internal: "Fathom marked this attendee as internal.",
  person_found: "Found by e-mail address.",
  person_remembered: "Known from an earlier meeting.",
  chosen_by_person: "Chosen by a person.",
  note_deleted: "The note was deleted in Pipedrive, and stays deleted.",
  crm_not_connected: "Pipedrive is not connected yet.",
  crm_unauthorized: "Pipedrive refused the API token.",
  crm_payment_required: "Pipedrive says that the account's subscription is not paid or has ended.",
  crm_forbidden: "Pipedrive does not let the connected user do this.",
  crm_rejected: "Pipedrive did not accept the note.",
  crm_unavailable: "Pipedrive did not answer.",
  crm_rate_limited: "Pipedrive's limit on requests was reached.",
  person_gone: "The person was deleted in Pipedrive.",
  same_conversation: "Logged with another recording of this conversation.",
  erased: "Was erased on request: who it was is not kept.",
  dry_run: "Nothing was written to Pipedrive: dry run was on.",
  imported_only: "Imported without writing notes to Pipedrive.",
  gave_up: "It did not work after several tries.",
};

const WITHOUT_REASON: Readonly<Record<OutcomeStatus, string | null>> = {
  note_added: null,
  not_found: null,
  ambiguous: null,
  skipped_internal: null,
  dry_run: null,
  failed: "No more is known about why.",
  pending: "Debrief has not got to it yet.",
};

const FIXED_IN_SETTINGS = new Set(["crm_not_connected", "crm_unauthorized"]);

/** Why an attendee has this outcome, as a sentence; null when there is nothing to add. */
export const reasonSentence = (status: OutcomeStatus, reason: string | null): string | null => {
  if (reason === null) return WITHOUT_REASON[status];
  const sentence = Object.hasOwn(SENTENCES, reason) ? SENTENCES[reason] : undefined;
  const known = sentence ?? "For a reason that this page does not know yet.";
  return status === "pending" ? `${known} Debrief tries again by itself.` : known;
};

/** Whether a person can put it right on the settings page. */
export const isFixedInSettings = (reason: string | null): boolean => reason !== null && FIXED_IN_SETTINGS.has(reason);
