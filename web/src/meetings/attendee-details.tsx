import { Link } from "@tanstack/react-router";
import { useServices } from "@/app/services.tsx";
import { crmPersonUrl } from "@/lib/crm-link.ts";
import { shorten } from "@/lib/shorten.ts";
import { ExternalLink } from "@/ui/external-link.tsx";
import { outcomeStatus } from "./outcome.ts";
import { isFixedInSettings, reasonSentence } from "./reason.ts";
import type { AttendeeOutcome } from "./read-meeting.ts";
import { MendButton } from "./mend-buttons.tsx";
import { type Candidate, readCandidates } from "./stored.ts";

const PersonLink = ({ account, id, name }: { account: string | null; id: string; name: string }) => {
  const { config } = useServices();
  const href = crmPersonUrl(account, id, config.crmUrls);
  const shown = <bdi>{shorten(name, 120)}</bdi>;
  return href ? <ExternalLink href={href}>{shown}</ExternalLink> : <span className="font-medium">{shown}</span>;
};

const Candidates = ({ candidates, account, outcome }: CandidatesProps) => (
  <ul aria-label="People to choose from" className="mt-1.5 grid gap-1">
    {candidates.map(({ id, name, organization }) => (
      <li key={id} className="flex flex-wrap items-center gap-x-2">
        <PersonLink account={account} id={id} name={name} />
        {organization && (
          <span className="text-muted">
            <bdi>{shorten(organization, 120)}</bdi>
          </span>
        )}
        <MendButton
          path={`attendee-outcomes/${outcome.id}/choose`}
          body={{ personId: id }}
          label={`Choose ${shorten(name, 120)}${organization ? ` of ${shorten(organization, 120)}` : ""}, number ${id}`}
        >
          Choose
        </MendButton>
      </li>
    ))}
  </ul>
);

interface CandidatesProps {
  candidates: Candidate[];
  account: string | null;
  outcome: AttendeeOutcome;
}

/** Who the attendee is in the CRM, why the outcome is what it is, and what a person can do about it. */
export const AttendeeDetails = ({ outcome, account }: { outcome: AttendeeOutcome; account: string | null }) => {
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
      {(status === "not_found" || status === "failed") && outcome.email && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2">
          <MendButton
            path={`attendee-outcomes/${outcome.id}/log-again`}
            body={{}}
            label={`Look again for ${shorten(outcome.name ?? outcome.email, 120)}`}
          >
            Look again
          </MendButton>
        </p>
      )}
    </>
  );
};
