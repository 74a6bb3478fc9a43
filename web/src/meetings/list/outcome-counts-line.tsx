import { OutcomeBadge } from "../outcome-badge.tsx";
import { countStatuses } from "../outcome-counts.ts";

/** From how many kinds on only signs and numbers fit, by the width of the window; the words stay for who listens. */
const wordsStyle = (kinds: number): string => {
  if (kinds <= 2) return "";
  if (kinds === 3) return "max-lg:sr-only";
  return kinds === 4 ? "max-xl:sr-only" : "sr-only";
};

/** What happened to the attendees, on one line: sign, number and, where there is room, the word. */
export const OutcomeCounts = ({ counts }: { counts: Readonly<Record<string, number>> }) => {
  const known = countStatuses(counts);
  if (known.length === 0) return <p className="text-sm text-muted">No attendees</p>;
  return (
    <ul aria-label="Attendees" className="flex h-6 gap-1 overflow-hidden sm:gap-1.5">
      {known.map(({ status, count, word }) => (
        <li key={status} title={`${count} ${word}`} className="relative shrink-0">
          <OutcomeBadge status={status} className={known.length > 5 ? "gap-1 px-1" : undefined}>
            <span className="tabular-nums">
              {count}
              <span className={wordsStyle(known.length)}> {word}</span>
            </span>
          </OutcomeBadge>
        </li>
      ))}
    </ul>
  );
};
