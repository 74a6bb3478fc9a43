import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ApiButton } from "@/api/api-button.tsx";
import { Button } from "@/ui/button.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { ReplayAllDialog } from "./replay-all-dialog.tsx";
import type { Troubled, TroubledDelivery } from "./troubled.ts";
import { TROUBLED_KEY, useTroubled } from "./use-troubled.ts";

const refreshed = [TROUBLED_KEY, ["meetings"]];

const title = (count: number): string =>
  count === 1 ? "One delivery did not end as it should." : `${count} deliveries did not end as they should.`;

const Row = ({ delivery: { id, receivedAt, sentence } }: { delivery: TroubledDelivery }) => (
  <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
    <p className="min-w-0 flex-1 basis-64">
      <Moment iso={receivedAt} />: {sentence}
    </p>
    <div className="flex flex-wrap items-center gap-2">
      <ApiButton path={`events/${id}/replay`} refresh={refreshed} label={`Replay: ${sentence}`}>
        Replay
      </ApiButton>
    </div>
  </li>
);

const List = ({ troubled: { count, deliveries }, onReplayAll }: ListProps) => (
  <Notice tone="warn">
    <details>
      <summary className="w-fit cursor-pointer font-medium">{title(count)} What happened?</summary>
      <ul className="mt-2 grid gap-2">
        {deliveries.map((delivery) => (
          <Row key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {count > deliveries.length && <p className="mt-2">These are the newest {deliveries.length}.</p>}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-64 text-muted">
          Nothing of it is lost: what arrived is kept, and can be replayed when the cause is gone. All of it is in the{" "}
          <Link to="/inbox" search={{ state: "attention" }} className="text-link">
            inbox
          </Link>
          .
        </p>
        {onReplayAll && (
          <Button look="secondary" size="small" onClick={onReplayAll}>
            Replay all
          </Button>
        )}
      </div>
    </details>
  </Notice>
);

interface ListProps {
  troubled: Troubled;
  /** Null for whoever may replay only what is theirs, one by one. */
  onReplayAll: (() => void) | null;
}

/** Says what arrived and is no meeting, or was given up: nothing that failed is silent. Empty when all is well. */
export const TroubledDeliveries = () => {
  const { troubled } = useTroubled();
  const membership = useMembership();
  const [asking, setAsking] = useState(false);
  const mayReplayAll = membership !== null && mayManage(membership);
  return (
    <>
      {troubled && troubled.deliveries.length > 0 && (
        <div tabIndex={-1} className="outline-none">
          <List troubled={troubled} onReplayAll={mayReplayAll ? () => setAsking(true) : null} />
        </div>
      )}
      {/* Not inside: the list goes when everything is replayed, and the dialog is to say so. */}
      {asking && membership && (
        <ReplayAllDialog workspaceId={membership.workspace_id} onClose={() => setAsking(false)} />
      )}
    </>
  );
};
