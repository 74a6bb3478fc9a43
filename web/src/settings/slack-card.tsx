import { CircleAlert, CircleCheck, Unplug } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { Logging } from "./read-settings.ts";
import { SlackActions } from "./slack-actions.tsx";
import { SlackForm } from "./slack-form.tsx";

const BADGES = {
  active: { tone: "good", icon: CircleCheck, words: "Active" },
  broken: { tone: "bad", icon: CircleAlert, words: "Needs attention" },
  missing: { tone: "quiet", icon: Unplug, words: "Not connected" },
} as const;

const stateOf = ({ slack_status }: Logging): keyof typeof BADGES => {
  if (slack_status === null) return "missing";
  return slack_status === "active" ? "active" : "broken";
};

/** Where alerts are sent besides standing in the client. */
export const SlackCard = ({ logging }: { logging: Logging }) => {
  const state = stateOf(logging);
  const { words, ...look } = BADGES[state];
  return (
    <Card
      id="slack"
      title="Alerts in Slack"
      aside={<Badge {...look}>{words}</Badge>}
      description="When something needs a person, it stands on the Meetings page, and here you can have it sent to a Slack channel too: in fixed words with a count, never with a name or an address."
    >
      <div className="grid gap-4">
        {state === "broken" && (
          <Notice tone="warn">
            {logging.slack_error ?? "Slack no longer takes what is sent there."} Connect it anew below.
          </Notice>
        )}
        {state !== "missing" && <SlackActions workspaceId={logging.workspace_id} canTest={state === "active"} />}
        {state !== "active" && <SlackForm workspaceId={logging.workspace_id} />}
      </div>
    </Card>
  );
};
