import { ChartTable } from "@/charts/chart-table.tsx";
import { ShareBar } from "@/charts/share-bar.tsx";
import { OUTCOME_WORDS } from "@/meetings/outcome.ts";
import { OutcomeBadge } from "@/meetings/outcome-badge.tsx";
import { Card } from "@/ui/card.tsx";
import { PathLink } from "@/ui/path-link.tsx";
import { meetingsPath, type Whose } from "./list-paths.ts";
import type { Week } from "./read-overview.ts";
import { type ExternalStatus, shareLogged, sumOutcomes } from "./sums.ts";

const LOOKS: Readonly<Record<ExternalStatus, { tone: "good" | "warn" | "bad" | "accent" | "quiet"; hatched?: true }>> =
  {
    note_added: { tone: "good" },
    not_found: { tone: "warn" },
    ambiguous: { tone: "warn", hatched: true },
    failed: { tone: "bad" },
    dry_run: { tone: "accent" },
    pending: { tone: "quiet" },
  };

/** What became of everybody from outside: the share who got a note, and the rest by outcome. */
export const ShareCard = ({ weeks, whose }: { weeks: readonly Week[]; whose: Whose }) => {
  const sums = sumOutcomes(weeks).filter(({ attendees }) => attendees > 0);
  const { all, logged, share } = shareLogged(weeks);
  return (
    <Card title="External attendees" aside={`${all} in ${weeks.length} weeks`}>
      <div className="grid grid-cols-1 gap-4">
        <p>
          <span className="me-2 text-3xl font-semibold tracking-tight tabular-nums">
            {share === null ? "–" : `${share}%`}
          </span>
          <span className="text-muted">
            {share === null ? "nobody from outside yet" : `logged: ${logged} of ${all}`}
          </span>
        </p>
        <ShareBar parts={sums.map(({ status, attendees }) => ({ key: status, value: attendees, ...LOOKS[status] }))} />
        <ul aria-label="By outcome" className="divide-y divide-line empty:hidden">
          {sums.map(({ status, attendees, meetings }) => (
            <li key={status}>
              <PathLink
                href={meetingsPath({ whose, outcome: status, from: weeks[0]?.from })}
                className="-mx-2 flex items-center justify-between gap-3 rounded-md px-2 py-1.5 hover:bg-sunken"
              >
                <OutcomeBadge status={status}>{OUTCOME_WORDS[status]}</OutcomeBadge>
                <span className="shrink-0 text-sm text-muted tabular-nums">
                  <span className="font-medium text-ink">{attendees}</span> in{" "}
                  {meetings === 1 ? "1 meeting" : `${meetings} meetings`}
                </span>
              </PathLink>
            </li>
          ))}
        </ul>
        {all > 0 && (
          <ChartTable
            caption="External attendees by outcome"
            head={["Outcome", "Attendees", "Meetings"]}
            rows={sums.map(({ status, attendees, meetings }) => [
              OUTCOME_WORDS[status],
              String(attendees),
              String(meetings),
            ])}
          />
        )}
      </div>
    </Card>
  );
};
