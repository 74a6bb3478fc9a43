import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { shorten } from "@/lib/shorten.ts";
import { Moment } from "@/ui/moment.tsx";
import { eventState, originWords, stateSentence, triesWords } from "./event-state.ts";
import type { Delivery } from "./read-delivery.ts";
import { StateBadge } from "./state-badge.tsx";

const PROOFS: Readonly<Record<string, string>> = {
  signature: "Signed by Fathom",
  token: "A token in the URL",
  api_key: "Fetched with the API key",
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 max-sm:mb-1.5">{children}</dd>
  </>
);

const isOver = (state: string): boolean => state === "processed" || state === "unreadable" || state === "dead";

const Meetings = ({ delivery: { meeting_events, state } }: { delivery: Delivery }) => {
  const meetings = meeting_events.flatMap(({ meetings: meeting }) => (meeting ? [meeting] : []));
  if (meetings.length === 0) return isOver(state) ? "No meeting" : "Nothing yet";
  return (
    <ul>
      {meetings.map(({ id, title }) => (
        <li key={id}>
          <Link to="/meetings/$meetingId" params={{ meetingId: id }} className="text-link">
            <bdi>{shorten(title)}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
};

/** What is known about a delivery, but for what it brought. */
export const DeliveryFacts = ({ delivery }: { delivery: Delivery }) => {
  const state = eventState(delivery.state);
  const account = delivery.fathom_integrations?.fathom_user_email;
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5">
        <StateBadge state={state} />
        <p className="min-w-0 flex-1 basis-64">{stateSentence(state, delivery.error)}</p>
      </div>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
        <Fact name="Shown as">
          <Meetings delivery={delivery} />
        </Fact>
        <Fact name="Received">
          <Moment iso={delivery.received_at} />
          {delivery.finished_at && (
            <>
              , done <Moment iso={delivery.finished_at} within />
            </>
          )}
        </Fact>
        <Fact name="How it came">
          {originWords(delivery.origin)}
          {account && (
            <>
              , for <bdi>{shorten(account, 120)}</bdi>
            </>
          )}
        </Fact>
        <Fact name="Proof">{(Object.hasOwn(PROOFS, delivery.proof) && PROOFS[delivery.proof]) || "Another proof"}</Fact>
        <Fact name="Tries">{triesWords(delivery.attempts)}</Fact>
        <Fact name="Source and id">
          Fathom, <span className="font-mono text-sm">{shorten(delivery.delivery_id, 120)}</span>
        </Fact>
      </dl>
    </>
  );
};
