import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import { useServices, useSession } from "@/app/services.tsx";
import { describeError } from "@/lib/data-error.ts";
import { pollInterval } from "@/lib/polling.ts";
import { Button } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy-button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Disclosure } from "@/ui/disclosure.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { mayManage } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { DeliveryContent } from "./delivery-content.tsx";
import { DeliveryFacts } from "./delivery-facts.tsx";
import { DeliveryStates } from "./delivery-states.tsx";
import { eventState, REPLAYABLE } from "./event-state.ts";
import { type Delivery, readDelivery } from "./read-delivery.ts";
import { REPLAYED } from "./replayed.ts";

const useDelivery = (id: string) => {
  const { database } = useServices();
  return useQuery({
    queryKey: ["delivery", id],
    queryFn: ({ signal }) => readDelivery(database, id, signal),
    refetchInterval: pollInterval,
  });
};

/** Whose delivery it is, and managers, may have it done again, unless somebody is at it. */
const useMayReplay = (delivery: Delivery | null | undefined): boolean => {
  const session = useSession();
  const membership = useMembership();
  if (!delivery || !REPLAYABLE.includes(eventState(delivery.state))) return false;
  const isOwn = session.kind === "signedIn" && session.userId === delivery.user_id;
  return isOwn || (membership !== null && mayManage(membership));
};

const Content = ({ delivery }: { delivery: Delivery }) => (
  <>
    <DeliveryFacts delivery={delivery} />
    <Disclosure title="What happened" startsOpen>
      <DeliveryStates states={delivery.event_states} />
    </Disclosure>
    {delivery.erased_at === null ? (
      <DeliveryContent delivery={delivery} />
    ) : (
      <Notice tone="info">
        Headers and payload were deleted <Moment iso={delivery.erased_at} within />: the time for which they are kept
        was over, or a person in them was erased.
      </Notice>
    )}
  </>
);

/** One delivery opened: what is known about it, its way, what it brought, and a way to have it done again. */
export const DeliveryDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data: delivery, error } = useDelivery(id);
  const mayReplay = useMayReplay(delivery);
  const [asking, setAsking] = useState(false);
  const [replayed, setReplayed] = useState(false);
  return (
    <Dialog title="Delivery" onClose={onClose} className="max-w-3xl">
      {/* As tall as it will be, so that nothing moves when the content comes. */}
      <div className="mt-3 grid min-h-[calc(100dvh-11.5rem)] content-start gap-4">
        {delivery === undefined && !error && (
          <>
            <p role="status" className="sr-only">
              Loading the delivery…
            </p>
            <Skeleton className="h-6 w-1/2" />
            <Skeleton className="h-40" />
            <Skeleton className="h-40" />
          </>
        )}
        {delivery === undefined && error && <Notice tone="bad">{describeError(error).advice}</Notice>}
        {delivery === null && <p>There is no such delivery, or it is a colleague’s.</p>}
        {replayed && <Notice tone="good">It is in the queue again. What happens to it appears here by itself.</Notice>}
        {delivery && <Content delivery={delivery} />}
      </div>
      {/* However long the payload is, the buttons stay where they are seen. */}
      <div className="sticky -bottom-5 -mx-5 -mb-5 mt-5 border-t border-line bg-surface px-5 pb-4 [&>div]:mt-4">
        <DialogButtons>
          {delivery && (
            <div className="me-auto max-sm:hidden">
              <CopyButton label="Copy link" value={window.location.href} />
            </div>
          )}
          {mayReplay && (
            <Button look="secondary" onClick={() => setAsking(true)}>
              <RotateCw aria-hidden /> Replay
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
        </DialogButtons>
      </div>
      {asking && (
        <ConfirmDialog
          title="Replay this delivery?"
          action="Replay"
          path={`events/${id}/replay`}
          refresh={REPLAYED}
          onDone={() => setReplayed(true)}
          onClose={() => setAsking(false)}
        >
          <p>It is read and logged once more, as if it had just arrived.</p>
          <p>What is logged already stays as it is: nobody gets a second note.</p>
        </ConfirmDialog>
      )}
    </Dialog>
  );
};
