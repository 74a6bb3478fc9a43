import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Minus, TriangleAlert } from "lucide-react";
import { connectionHealth } from "@/settings/connection-health.ts";
import { Badge } from "@/ui/badge.tsx";
import { Card } from "@/ui/card.tsx";
import { fathomHealth, type Health, teamCoverage } from "./health.ts";
import type { Overview } from "./read-overview.ts";

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, quiet: Minus } as const;

const pipedriveHealth = (connection: Overview["connection"]): Health => {
  if (!connection) return { tone: "quiet", words: "Not connected", sentence: "Notes have nowhere to go yet." };
  const to = `Notes go to ${connection.account}.`;
  switch (connectionHealth(connection, new Date()).state) {
    case "broken":
      return { tone: "bad", words: "Needs attention", sentence: "Nothing is logged until it is connected again." };
    case "paused":
      return {
        tone: "warn",
        words: "Paused",
        sentence: "Pipedrive wants no requests for now; what waits is logged later.",
      };
    case "failing":
      return {
        tone: "warn",
        words: "Failing",
        sentence: "The latest meetings could not be logged; Debrief keeps trying.",
      };
    case "works":
      return { tone: "good", words: "Works", sentence: to };
    case "untried":
      return { tone: "good", words: "Connected", sentence: to };
  }
};

const Line = ({ name, place, health }: { name: string; place: string; health: Health }) => (
  <li>
    <Link
      to="/settings"
      hash={place}
      className="-mx-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-md px-2 py-2.5 hover:bg-sunken"
    >
      <span className="min-w-0">
        <span className="block font-medium">{name}</span>
        <span className="block text-sm text-muted">{health.sentence}</span>
      </span>
      <Badge tone={health.tone} icon={ICONS[health.tone]}>
        {health.words}
      </Badge>
    </Link>
  </li>
);

/** Whether meetings come in and notes go out, each with the way to where it is set up. */
export const HealthCard = ({ overview, seesTeam }: { overview: Overview; seesTeam: boolean }) => (
  <Card title="Integrations">
    <ul className="-my-2.5 divide-y divide-line">
      <Line name="Fathom" place="fathom" health={fathomHealth(overview.integrations)} />
      <Line name="Pipedrive" place="pipedrive" health={pipedriveHealth(overview.connection)} />
      {seesTeam && <Line name="Team" place="coverage" health={teamCoverage(overview.coverage)} />}
    </ul>
  </Card>
);
