import { setTimeout as sleep } from "node:timers/promises";
import { burstLimits } from "../../supabase/functions/_shared/crm/pipedrive/burst-limits.ts";
import type { Team } from "../../tests/support/new-team.ts";
import type { OwnStack } from "../../tests/support/own-stack.ts";
import type { Figure } from "../figure.ts";
import { emptyWindows, newPeople, receiveMeeting } from "./log-people.ts";

const hourMs = 3_600_000;
/** Tokens of a seat on the smallest plan, and what a first meeting with a person takes of them. */
const [tokensPerDay, tokensPerNewPerson, tokensPerKnownPerson] = [30_000, 30, 10];

/** Meetings with one person outside that a connection can take at most, by the limits. */
export const computed = (): Figure[] => {
  const windows = hourMs / burstLimits.window_ms;
  return [
    {
      what: "one new person each: by the burst limit of searches (computed)",
      unit: "an hour",
      value: windows * burstLimits.searches_per_window,
    },
    {
      what: "one known person each: by the burst limit of calls (computed)",
      unit: "an hour",
      value: windows * burstLimits.calls_per_window,
    },
    {
      what: "one new person each: by a seat's tokens, spread over the day (computed)",
      unit: "an hour",
      value: tokensPerDay / tokensPerNewPerson / 24,
    },
    {
      what: "one known person each: by a seat's tokens, spread over the day (computed)",
      unit: "an hour",
      value: tokensPerDay / tokensPerKnownPerson / 24,
    },
  ];
};

/** What a worker reaches with more waiting than it can do, over so long. */
export const reached = async (
  own: OwnStack,
  { team, ring, seconds }: { team: Team; ring: () => Promise<unknown>; seconds: number },
): Promise<Figure> => {
  const possible = (burstLimits.searches_per_window * 1000) / burstLimits.window_ms;
  const emails = newPeople(own, Math.ceil(possible * seconds * 1.5));
  for (const email of emails) await receiveMeeting(own, team, [email]);
  await emptyWindows(own);
  const countLogged = async (): Promise<number> =>
    (
      await own.sql<{ count: number }[]>`
        select count(*)::integer as count from public.attendee_outcomes where email = any (${emails}) and status = 'note_added'`
    )[0]?.count ?? 0;
  const working = ring();
  // The empty window lets a burst through at once: what counts is what follows.
  await sleep(burstLimits.window_ms);
  const [before, begunAt] = [await countLogged(), performance.now()];
  await sleep(seconds * 1000);
  const logged = (await countLogged()) - before;
  const anHour = (logged * hourMs) / (performance.now() - begunAt);
  await own.sql`update private.jobs set run_at = now() + interval '1 day' where state = 'queued'`;
  await working;
  const floor = possible * 3600;
  return {
    what: "one new person each: what one worker reaches",
    unit: "an hour",
    value: anHour,
    floor: { what: "the burst limit of searches", value: floor, ratio: anHour / floor },
    budget: { of: "ratio", least: 0.8 },
  };
};
