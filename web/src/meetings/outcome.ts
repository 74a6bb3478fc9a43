/** What happened to one attendee. The words are the same as those of the view `attendee_audit`. */
export const OUTCOME_WORDS = {
  note_added: "Found and Note Added",
  not_found: "Not Found in Pipedrive",
  ambiguous: "Several matches, choose one",
  failed: "Failed",
  dry_run: "Dry run",
  pending: "Pending",
  skipped_internal: "Internal, skipped",
} as const;

export type OutcomeStatus = keyof typeof OUTCOME_WORDS;

/** A status as the database has it; one that this client does not know yet is shown as pending. */
export const outcomeStatus = (status: string): OutcomeStatus => (isOutcomeStatus(status) ? status : "pending");

const isOutcomeStatus = (status: string): status is OutcomeStatus => Object.hasOwn(OUTCOME_WORDS, status);
