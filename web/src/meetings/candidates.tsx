import { ApiButton } from "@/api/api-button.tsx";
import { shorten } from "@/lib/shorten.ts";
import { PersonLink } from "./person-link.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import type { Candidate } from "./stored.ts";

const refreshed = [["meeting"]];

/** The people with an attendee's address, each with a button to choose them. */
export const Candidates = ({ candidates, account, outcome }: CandidatesProps) => (
  <ul aria-label="People to choose from" className="mt-1.5 grid gap-1">
    {candidates.map(({ id, name, organization }) => (
      <li key={id} className="flex flex-wrap items-center gap-x-2">
        <PersonLink account={account} id={id} name={name} />
        {organization && (
          <span className="text-muted">
            <bdi>{shorten(organization, 120)}</bdi>
          </span>
        )}
        <ApiButton
          path={`attendee-outcomes/${outcome.id}/choose`}
          body={{ personId: id }}
          refresh={refreshed}
          label={`Choose ${shorten(name, 120)}${organization ? ` of ${shorten(organization, 120)}` : ""}, number ${id}`}
        >
          Choose
        </ApiButton>
      </li>
    ))}
  </ul>
);

interface CandidatesProps {
  candidates: Candidate[];
  account: string | null;
  outcome: AttendeeOutcome;
}
