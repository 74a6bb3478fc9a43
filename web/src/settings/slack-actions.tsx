import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SETTINGS } from "./use-settings.ts";

const answerSchema = z.object({ status: z.string() });

const DisconnectDialog = ({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) => {
  const { send, busy, problem } = useApi(answerSchema, SETTINGS);
  const disconnect = async () => {
    if (await send("alerts/slack", { workspaceId }, "DELETE")) onClose();
  };
  return (
    <Dialog title="Disconnect Slack?" onClose={onClose}>
      <p className="mt-2 text-muted">
        Alerts go on standing on the Meetings page, but nothing is sent to Slack any more. To connect it again you need
        the webhook URL.
      </p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button look="danger" busy={busy} onClick={() => void disconnect()}>
          Disconnect
        </Button>
      </DialogButtons>
    </Dialog>
  );
};

/** What can be done with the connected channel. */
export const SlackActions = ({ workspaceId, canTest }: { workspaceId: string; canTest: boolean }) => {
  const test = useApi(answerSchema, SETTINGS);
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      {test.problem && <Notice tone="bad">{test.problem}</Notice>}
      {canTest && test.answer && <Notice tone="good">Sent. It is in the channel now.</Notice>}
      <div className="flex flex-wrap gap-3">
        {canTest && (
          <Button look="secondary" busy={test.busy} onClick={() => void test.send("alerts/test", { workspaceId })}>
            Send a test alert
          </Button>
        )}
        <Button look="secondary" onClick={() => setLeaving(true)}>
          Disconnect
        </Button>
      </div>
      {leaving && <DisconnectDialog workspaceId={workspaceId} onClose={() => setLeaving(false)} />}
    </>
  );
};
