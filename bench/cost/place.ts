import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { freePort } from "../../local/stack/ports.ts";
import { callSimulator } from "../../tests/support/call-simulator.ts";
import { openGate } from "../../tests/support/gate.ts";
import { type Team, newTeam } from "../../tests/support/new-team.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../../tests/support/own-stack.ts";

/** A stack whose functions reach the database and each other through a gate that writes their calls down. */
export interface Place {
  own: OwnStack;
  team: Team;
  /** Where deliveries go, seen by the gate too. */
  webhookUrl: string;
  /** Paths of all calls so far, in order. */
  calls: string[];
  /** Rings the worker as the clock does, and waits until it has nothing left to do. */
  ring(): Promise<void>;
  fathom(path: string, body: unknown): Promise<unknown>;
  /** So many calls Fathom has had. */
  fathomCalls(): Promise<number>;
  /** Until no work is left and nobody has called anybody for a moment. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const quietMs = 300;
const callCounts = z.object({ calls: z.array(z.object({ count: z.number() })) });

export const openPlace = async (): Promise<Place> => {
  const apiPort = await freePort();
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const parts = ["rest", "auth", "functions"].map((name) => [name, `${apiUrl}/${name}`]);
  const gate = await openGate(Object.fromEntries(parts));
  const own = await startOwnStack({
    limits: { tokensPerDay: 1e9 },
    apiPort,
    environment: { SUPABASE_URL: gate.url },
  }).catch(async (error: unknown) => {
    await gate.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await own.stop();
    await gate.close();
  };
  const { fathomUrl } = own.stack.file;
  const countOpen = async (): Promise<number> =>
    (
      await own.sql<{ count: number }[]>`
        select count(*)::integer as count from private.jobs where state = 'running' or (state = 'queued' and run_at <= now())`
    )[0]?.count ?? 0;

  try {
    // What a checkpoint makes of the next writes says nothing about their number.
    await own.sql`alter system set full_page_writes = off`;
    await own.sql`select pg_reload_conf()`;
    const team = await newTeam(own.stack.file, { pipedriveToken });
    return {
      own,
      team,
      webhookUrl: `${gate.url}/functions/v1/fathom-webhook?integration=${team.integrationId}`,
      calls: gate.calls,
      ring: async () => {
        const headers = { apikey: own.stack.file.secretKey };
        await (await fetch(`${gate.url}/functions/v1/worker`, { method: "POST", headers })).text();
      },
      fathom: (path, body) => callSimulator(fathomUrl, "POST", path, body),
      fathomCalls: async () => {
        const { calls } = callCounts.parse(await callSimulator(fathomUrl, "GET", "/calls"));
        return calls.reduce((sum, { count }) => sum + count, 0);
      },
      quiet: async () => {
        for (let seen = -1; seen !== gate.calls.length || (await countOpen()) > 0;) {
          seen = gate.calls.length;
          await sleep(quietMs);
        }
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
