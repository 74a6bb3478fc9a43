import * as z from "zod";
import { type Database, settle } from "../../supabase/functions/_shared/platform/database.ts";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";

const answerSchema = z.object({
  replayed: z.int(),
  running: z.int().default(0),
  next: z.record(z.string(), z.string()).nullable(),
});

const perCall = 200;

const page = async (database: Database, wanted: Wanted, next: Record<string, string>) => {
  const { state, outcome, reason, from, before } = wanted;
  // The generated types do not say that it may be null: everybody's.
  const workspace = (wanted.workspace ?? null) as string;
  const { data, error } = await settle(
    state
      ? database.rpc("replay_events", {
          workspace,
          filter: {
            states: state,
            ...(from && { receivedFrom: from }),
            ...(before && { receivedBefore: before }),
            ...next,
          },
          max_events: perCall,
        })
      : database.rpc("replay_attendees", {
          workspace,
          filter: { status: outcome ?? "", ...(reason && { reason }), ...next },
          max_attendees: perCall,
        }),
  );
  if (error) throw new StartError(`The database did not do it: ${error.code} ${error.message}`);
  return answerSchema.parse(data);
};

/** Replays all of a filter, some hundred a call, and says after each how many it has been. @throws StartError */
export const replayInPages = async (
  database: Database,
  wanted: Wanted,
  onPage: (soFar: number) => void,
): Promise<{ replayed: number; running: number }> => {
  let [replayed, running] = [0, 0];
  let next: Record<string, string> | null = {};
  while (next) {
    const answer = await page(database, wanted, next);
    replayed += answer.replayed;
    running += answer.running;
    next = answer.next;
    if (next) onPage(replayed);
  }
  return { replayed, running };
};
