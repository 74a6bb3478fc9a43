import { useState } from "react";
import * as z from "zod/mini";
import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SETTINGS } from "./use-settings.ts";

const answerSchema = z.object({ status: z.string() });

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
      {leaving && (
        <ConfirmDialog
          title="Disconnect Slack?"
          action="Disconnect"
          look="danger"
          path="alerts/slack"
          method="DELETE"
          body={{ workspaceId }}
          refresh={SETTINGS}
          onClose={() => setLeaving(false)}
        >
          <p>
            Alerts go on standing on the Meetings page, but nothing is sent to Slack any more. To connect it again you
            need the webhook URL.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
};
