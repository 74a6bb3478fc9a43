import { Link } from "@tanstack/react-router";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { eventState, originWords, STATE_WORDS, stateSentence, triesWords } from "./event-state.ts";
import type { ListedEvent } from "./list-events.ts";
import { StateBadge } from "./state-badge.tsx";

const ROW =
  "relative grid gap-x-6 gap-y-1.5 px-4 py-3 sm:px-5 md:min-h-17 md:grid-cols-[9.5rem_minmax(0,1fr)_10.5rem] md:items-center";
const IS_WELL = new Set(["processed", "received", "processing"]);

const titleOf = ({ state, meeting_events }: ListedEvent): string => {
  const titles = meeting_events.flatMap(({ meetings }) => (meetings ? [shorten(meetings.title, 120)] : []));
  if (titles.length > 0) return titles.join(", ");
  return state === "received" || state === "processing" ? "Not read yet" : "No meeting";
};

/** One delivery of the list: what it is at, which meetings came of it, how and when it came. */
export const EventRow = ({ event }: { event: ListedEvent }) => {
  const state = eventState(event.state);
  const account = event.fathom_integrations?.fathom_user_email;
  return (
    <li className={`${ROW} hover:bg-sunken/60`}>
      <div>
        <StateBadge state={state} />
      </div>
      <div className="min-w-0">
        <Link
          from="/inbox"
          to="/inbox"
          search={(search) => ({ ...search, event: event.id })}
          resetScroll={false}
          // The whole row is the link's target, and the ring of the focus goes around it.
          className="line-clamp-2 font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent md:line-clamp-1"
        >
          <span className="sr-only">{STATE_WORDS[state]}: </span>
          <bdi>{titleOf(event)}</bdi>
        </Link>
        {!IS_WELL.has(state) && <p className="line-clamp-2 text-sm">{stateSentence(state, event.error)}</p>}
        <p className="text-sm text-muted">
          {originWords(event.origin)}
          {account && (
            <>
              {" · "}
              <bdi>{shorten(account, 80)}</bdi>
            </>
          )}
          {event.attempts > 1 && ` · ${triesWords(event.attempts)}`}
        </p>
      </div>
      <p className="relative w-fit text-sm text-muted md:text-ink">
        <Moment iso={event.received_at} />
      </p>
    </li>
  );
};

export const EventRowSkeleton = () => (
  <li aria-hidden className={ROW}>
    <Skeleton className="h-6 w-24" />
    <div className="grid gap-2">
      <Skeleton className="w-3/5" />
      <Skeleton className="h-3.5 w-2/5" />
    </div>
    <Skeleton className="w-28" />
  </li>
);
