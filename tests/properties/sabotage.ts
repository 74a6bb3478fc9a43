import * as z from "zod";
import type { Database } from "../../supabase/functions/_shared/platform/database.ts";
import type { Sabotage } from "./world/world.ts";

/** The way to the CRM sends every write twice, as a runtime does that repeats a POST when a connection breaks. */
export const repeatsWrites: Sabotage = {
  pipedrive: (fetch) =>
    (async (request: Request) => {
      if (request.method === "POST") await fetch(request.clone());
      return fetch(request);
    }) as typeof globalThis.fetch,
};

/** Nobody is told that a write was begun before: whoever tries again does not look first. */
export const forgetsIntents: Sabotage = {
  database: (database) => {
    const rpc = async (name: never, args: never) => {
      const answer: { data: unknown } = await database.rpc(name, args);
      return name === "load_log_work" && answer.data ? { ...answer, data: forget(answer.data) } : answer;
    };
    return { rpc } as unknown as Database;
  },
};

const forget = (work: object): object => {
  const { outcomes } = workSchema.parse(work);
  return { ...work, begun: [], outcomes: outcomes.map((outcome) => ({ ...outcome, writeStartedAt: null })) };
};

const workSchema = z.object({ outcomes: z.array(z.looseObject({})) });
