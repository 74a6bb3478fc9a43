import type { Overview } from "@/overview/read-overview.ts";

type Facts = Pick<Overview, "connection" | "integrations" | "internal_domains" | "has_meetings" | "members">;

export interface Step {
  /** The part of the settings where it is done. */
  place: "pipedrive" | "fathom" | "logging" | "members";
  title: string;
  sentence: string;
  isDone: boolean;
}

/** What a new workspace needs, in the order of doing it; what is done is seen by the data, whoever did it. */
export const firstSteps = ({ connection, integrations, internal_domains, has_meetings, members }: Facts): Step[] => [
  {
    place: "pipedrive",
    title: "Connect Pipedrive",
    sentence: "Where notes are written, on the people you met.",
    isDone: connection !== null,
  },
  {
    place: "fathom",
    title: "Connect Fathom",
    sentence: "Where meetings come from. An API key is enough: Debrief does the rest.",
    isDone: integrations.length > 0,
  },
  {
    place: "logging",
    title: "Check your internal domains",
    sentence: "Say which addresses are your own: whoever has one is not logged.",
    isDone: (internal_domains ?? []).length > 0,
  },
  {
    place: "fathom",
    title: "See the first meeting",
    sentence: "It appears by itself a few minutes after it ends. Or import past meetings now.",
    isDone: has_meetings,
  },
  {
    place: "members",
    title: "Invite the team",
    sentence: "Everybody sees their own meetings, managers the team's.",
    isDone: members > 1,
  },
];
