import { CircleAlert, CircleCheck, CirclePause, TriangleAlert, Unplug } from "lucide-react";
import { Badge } from "@/ui/badge.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { connectionHealth } from "./connection-health.ts";
import type { Connection } from "./read-settings.ts";

const BADGES = {
  broken: { tone: "bad", icon: CircleAlert, words: "Needs attention" },
  paused: { tone: "warn", icon: CirclePause, words: "Paused" },
  failing: { tone: "warn", icon: TriangleAlert, words: "Failing" },
  works: { tone: "good", icon: CircleCheck, words: "Works" },
  untried: { tone: "good", icon: CircleCheck, words: "Connected" },
  missing: { tone: "quiet", icon: Unplug, words: "Not connected" },
} as const;

/** How the connection does, in a word. */
export const ConnectionBadge = ({ connection }: { connection: Connection | null }) => {
  const { words, ...look } = BADGES[connection ? connectionHealth(connection, new Date()).state : "missing"];
  return <Badge {...look}>{words}</Badge>;
};

/** How the connection does, in sentences: what fails since when, and what becomes of what waits. */
export const ConnectionState = ({ connection }: { connection: Connection }) => {
  const health = connectionHealth(connection, new Date());
  const lastError = connection.last_error && <p>{connection.last_error}</p>;
  switch (health.state) {
    case "works":
      return (
        <p className="text-sm text-muted">
          Last success: <Moment iso={health.lastSuccessAt} />
        </p>
      );
    case "untried":
      return <p className="text-sm text-muted">Nothing has been logged with it yet.</p>;
    case "paused":
      return (
        <Notice tone="warn">
          Paused until <Moment iso={health.until} within />: {health.why}. What waits is logged then.
        </Notice>
      );
    case "failing":
      return (
        <Notice tone="warn">
          <p>
            {health.meetings === 1 ? "The last meeting" : `The last ${health.meetings} meetings`} could not be logged.
            Debrief keeps trying.
          </p>
          {lastError}
        </Notice>
      );
    case "broken":
      return (
        <Notice tone="warn">
          {lastError}
          <p>Nothing is logged until it is connected again; what waits is logged then.</p>
        </Notice>
      );
  }
};
