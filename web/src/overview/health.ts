import { coverageOf } from "@/covered/coverage-words.ts";
import { integrationHealth } from "@/fathom/integration-health.ts";
import type { Overview } from "./read-overview.ts";

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export interface Health {
  tone: "good" | "warn" | "bad" | "quiet";
  /** In a word or two. */
  words: string;
  sentence: string;
}

/** How the Fathom accounts do, the worst first. */
export const fathomHealth = (integrations: Overview["integrations"]): Health => {
  if (integrations.length === 0) {
    return { tone: "quiet", words: "Not connected", sentence: "No account is connected: no meeting comes in." };
  }
  const states = integrations.map(integrationHealth);
  const quiet = states.filter((state) => state === "quiet").length;
  const active = states.filter((state) => state === "active").length;
  const troubled = states.length - quiet - active;
  const parts = [
    active > 0 && `${active} active`,
    quiet > 0 && `${quiet} quiet`,
    troubled > 0 && counted(troubled, "needs attention", "need attention"),
  ];
  const sentence = `${counted(states.length, "account", "accounts")}: ${parts.filter((part) => part !== false).join(", ")}.`;
  if (troubled > 0) return { tone: "bad", words: "Needs attention", sentence };
  return quiet > 0 ? { tone: "warn", words: "Quiet", sentence } : { tone: "good", words: "Works", sentence };
};

/** How much of the team Debrief hears of. */
export const teamCoverage = (coverage: Overview["coverage"]): Health => {
  let [recorders, gaps] = [0, 0];
  for (const { people, has_recorded, ...group } of coverage) {
    const is = coverageOf({ ...group, last_recorded_at: has_recorded ? "once" : null });
    if (is !== "idle") recorders += people;
    if (is === "gap") gaps += people;
  }
  if (recorders === 0) return { tone: "quiet", words: "Nobody yet", sentence: "Nobody has been seen recording yet." };
  const sentence = `${recorders - gaps} of ${counted(recorders, "person who records is", "people who record are")} connected.`;
  return gaps > 0 ? { tone: "warn", words: "Gaps", sentence } : { tone: "good", words: "Complete", sentence };
};
