import { Link } from "@tanstack/react-router";
import { countedWords } from "@/lib/counted-words.ts";
import type { EventCounts } from "./count-events.ts";
import { sumOf } from "./count-events.ts";
import { EVENT_STATES, STATE_WORDS } from "./event-state.ts";
import type { InboxView } from "./inbox-search.ts";
import { statesOf } from "./list-events.ts";

const VIEWS: readonly InboxView[] = ["attention", "all", ...EVENT_STATES];

const wordsOf = (view: InboxView): string => {
  if (view === "attention") return "Needs attention";
  return view === "all" ? "All" : STATE_WORDS[view];
};

/** The views of the inbox with how many deliveries each has; those of single states only where there are any. */
export const StateTabs = ({ view, counts }: { view: InboxView | null; counts: EventCounts | null }) => {
  const countOf = (one: InboxView) => counts && sumOf(counts, statesOf(one));
  const words = (count: number | null) => (count === null ? "…" : countedWords(count));
  const shown = VIEWS.filter((one) => one === view || one === "attention" || one === "all" || (countOf(one) ?? 0) > 0);
  return (
    <nav aria-label="Deliveries by state" className="-mx-4 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <ul className="flex w-max gap-1.5 sm:w-auto sm:flex-wrap">
        {shown.map((one) => (
          <li key={one}>
            <Link
              from="/inbox"
              to="/inbox"
              search={(search) => ({ ...search, state: one, page: undefined, event: undefined })}
              aria-current={one === view ? "page" : undefined}
              resetScroll={false}
              className={
                one === view
                  ? "inline-flex h-9 items-center gap-2 rounded-full border border-accent/40 bg-accent-soft px-3.5 text-sm font-medium text-accent"
                  : "inline-flex h-9 items-center gap-2 rounded-full border border-line bg-surface px-3.5 text-sm font-medium text-muted hover:text-ink"
              }
            >
              {wordsOf(one)}
              <span className="tabular-nums">{words(countOf(one))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
