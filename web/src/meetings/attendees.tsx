import { OUTCOME_WORDS, outcomeStatus } from "./outcome.ts";
import { shorten } from "@/lib/shorten.ts";
import { Card } from "@/ui/card.tsx";
import { AttendeeDetails } from "./attendee-details.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { countOutcomes } from "./outcome-counts.ts";
import type { AttendeeOutcome, MeetingHead } from "./read-meeting.ts";
import { useLinked } from "./use-linked.ts";

const CELL = "block md:table-cell md:py-3 md:align-top";

// The roles say again what the elements are: shown as cards on a phone they would lose it.
const Row = ({ outcome, meeting, account }: RowProps) => {
  const status = outcomeStatus(outcome.status);
  const { id, ref, isTarget } = useLinked(outcome.id);
  return (
    <tr
      role="row"
      id={id}
      ref={ref}
      tabIndex={-1}
      className={`${isTarget ? "-mx-2 rounded-lg bg-accent-soft px-2 " : ""}block scroll-mt-20 border-t border-line py-3 first:border-t-0 md:table-row md:first:border-t`}
    >
      <th role="rowheader" scope="row" className={`${CELL} text-start font-normal md:pe-6`}>
        {outcome.name && (
          <span className="block font-medium">
            <bdi>{shorten(outcome.name, 120)}</bdi>
          </span>
        )}
        {outcome.email && (
          <span className={outcome.name ? "block text-sm text-muted" : "block font-medium"}>
            <bdi>{shorten(outcome.email, 254)}</bdi>
          </span>
        )}
      </th>
      <td role="cell" className={`${CELL} py-2 md:pe-6`}>
        <OutcomeBadge status={status}>{OUTCOME_WORDS[status]}</OutcomeBadge>
      </td>
      <td role="cell" className={`${CELL} text-sm`}>
        <AttendeeDetails outcome={outcome} workspaceId={meeting.workspace_id} account={account} />
      </td>
    </tr>
  );
};

interface RowProps {
  outcome: AttendeeOutcome;
  meeting: MeetingHead;
  account: string | null;
}

const Counts = ({ outcomes }: { outcomes: AttendeeOutcome[] }) => (
  <span className="flex flex-wrap gap-x-3">
    {countOutcomes(outcomes).map(({ status, words }) => (
      <span key={status} className="whitespace-nowrap">
        {words}
      </span>
    ))}
  </span>
);

/** Who was there, and what happened to each of them: a table, and on a phone one card after the other. */
export const Attendees = ({ meeting, account }: Omit<RowProps, "outcome">) => {
  const outcomes = meeting.attendee_outcomes;
  const order = countOutcomes(outcomes).map(({ status }) => status);
  const sorted = outcomes.toSorted(
    (one, other) =>
      order.indexOf(outcomeStatus(one.status)) - order.indexOf(outcomeStatus(other.status)) ||
      (one.name ?? one.email ?? "").localeCompare(other.name ?? other.email ?? ""),
  );
  return (
    <Card title="Attendees" aside={<Counts outcomes={outcomes} />}>
      {sorted.length === 0 ? (
        <p className="text-muted">Nobody was invited to this meeting, so there is nobody to log it on.</p>
      ) : (
        <table role="table" aria-label="Attendees" className="block w-full md:table md:table-fixed">
          <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
            <tr role="row" className="text-start text-sm text-muted [&>th]:pb-2 [&>th]:text-start [&>th]:font-medium">
              <th role="columnheader" scope="col" className="md:w-[32%]">
                Attendee
              </th>
              <th role="columnheader" scope="col" className="md:w-[26%]">
                Outcome
              </th>
              <th role="columnheader" scope="col">
                Details
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup" className="block md:table-row-group">
            {sorted.map((outcome) => (
              <Row key={outcome.id} outcome={outcome} meeting={meeting} account={account} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
};
