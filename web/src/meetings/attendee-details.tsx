import { Link } from "@tanstack/react-router";
import { shorten } from "@/lib/shorten.ts";
import { outcomeStatus } from "./outcome.ts";
import { isFixedInSettings, reasonSentence } from "./reason.ts";
import type { AttendeeOutcome } from "./read-meeting.ts";
import { AttendeeActions } from "./attendee-actions.tsx";
import { Candidates } from "./candidates.tsx";
import { NextLookup } from "./next-lookup.tsx";
import { PersonLink } from "./person-link.tsx";
import { readCandidates } from "./stored.ts";

/** Who the attendee is in the CRM, why the outcome is what it is, and what a person can do about it. */
export const AttendeeDetails = ({ outcome, workspaceId, account }: AttendeeDetailsProps) => {
  const status = outcomeStatus(outcome.status);
  const reason = reasonSentence(status, outcome.reason);
  const candidates = readCandidates(outcome.candidates);
  return (
    <>
      {outcome.crm_person_id && (
        <p>
          <PersonLink
            account={account}
            id={outcome.crm_person_id}
            name={outcome.crm_person_name ?? `Person ${outcome.crm_person_id} in Pipedrive`}
          />
        </p>
      )}
      {reason && (
        <p className="text-muted">
          {reason}
          {isFixedInSettings(outcome.reason) && (
            <>
              {" "}
              <Link to="/settings" className="text-link">
                Open Settings
              </Link>
            </>
          )}
        </p>
      )}
      {outcome.error && (
        <p className={status === "failed" ? "mt-0.5 text-bad" : "mt-0.5 text-muted"}>
          <bdi>{shorten(outcome.error, 400)}</bdi>
        </p>
      )}
      {status === "ambiguous" && Array.isArray(candidates) && candidates.length > 0 && (
        <Candidates candidates={candidates} account={account} outcome={outcome} />
      )}
      {status === "not_found" && outcome.email && <NextLookup at={outcome.next_lookup_at} />}
      <AttendeeActions outcome={outcome} workspaceId={workspaceId} account={account} />
    </>
  );
};

interface AttendeeDetailsProps {
  outcome: AttendeeOutcome;
  workspaceId: string;
  account: string | null;
}
