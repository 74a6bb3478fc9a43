import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import type { FathomControls } from "../../local/simulators/fathom/controls.ts";
import { createFathomSimulator } from "../../local/simulators/fathom/simulator.ts";
import { removeWebhook } from "../../supabase/functions/_shared/pipeline/connect/remove-webhook.ts";
import { createOpenFathom, fathomKeyContext } from "../../supabase/functions/_shared/pipeline/fathom/open-fathom.ts";
import { importPage } from "../../supabase/functions/_shared/pipeline/import/import-page.ts";
import { drain } from "../../supabase/functions/_shared/pipeline/queue/drain.ts";
import { storeEvent } from "../../supabase/functions/_shared/pipeline/store/store-event.ts";
import { sweep } from "../../supabase/functions/_shared/pipeline/sweep/sweep.ts";
import type { Database } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { createTurnstile } from "../../supabase/functions/_shared/platform/turnstile.ts";
import { type FathomAccount, connectByKey } from "./fathom-account.ts";
import { createSqlDatabase } from "./sql-database.ts";
import { addUser } from "./test-database.ts";

/** Something that a worker does outside: a call of the database by name, or of Fathom. */
export type Step = (name: string) => void;

/** What goes wrong, or comes otherwise than it was sent. */
export interface Faults {
  before?: Step;
  after?: Step;
  /** Answers in place of Fathom, which has answered. */
  alter?: (answer: Response, request: Request) => Response | Promise<Response>;
}

export interface FathomWorld {
  fathom: FathomControls;
  account: FathomAccount;
  /** What the worker did outside, since the last `work`. */
  steps: string[];
  /** A worker drains the queue. `before` and `after` are told of each step, and may kill it by throwing. */
  work(faults?: Faults): Promise<void>;
  /** Jobs of workers that died, and those that wait for their next try, are due now. */
  passTime(): Promise<void>;
  /** From now on Fathom's clock is so far behind ours. */
  setFathomBack(ms: number): void;
  /** Leaves no work behind, which the workers of another world would find. */
  stop(): Promise<void>;
}

const baseUrl = "http://fathom.test";
const unused = () => Promise.reject(new Error("nothing of this kind is under test"));

/** A workspace that is connected to a simulated Fathom by API key, and workers made like the worker function, without HTTP. */
export const createFathomWorld = async (sql: postgres.Sql): Promise<FathomWorld> => {
  let behindMs = 0;
  const simulator = createFathomSimulator({
    deliversByItself: false,
    sleep: async () => undefined,
    now: () => new Date(Date.now() - behindMs),
  });
  const sealer = createSealer(randomBytes(32).toString("base64url"));
  const email = `rep-${crypto.randomUUID()}@example.com`;
  const { apiKey } = simulator.controls.addUser({ name: "Rep", email, team: "Sales" });
  const account = { id: crypto.randomUUID(), email, ...(await addUser(sql, email)) };
  const { sealed } = await sealer.seal(apiKey, fathomKeyContext(account.id));
  await connectByKey(sql, account, { sealedKey: sealed });
  const database = await createSqlDatabase(sql);
  const steps: string[] = [];

  const work: FathomWorld["work"] = async ({
    before = () => undefined,
    after = () => undefined,
    alter = (answer: Response) => answer,
  } = {}) => {
    steps.length = 0;
    const step = async <Answer>(name: string, make: () => Promise<Answer>): Promise<Answer> => {
      steps.push(name);
      before(name);
      const answer = await make();
      after(name);
      return answer;
    };
    const dying = {
      rpc: (name: string, args: object) => step(name, async () => await database.rpc(name as never, args as never)),
    } as unknown as Database;
    const fetchStep: typeof fetch = async (input, init) =>
      step(`fathom ${new URL(new Request(input).url).pathname}`, async () => {
        const request = new Request(input, init);
        return alter(await simulator.app.fetch(request), request);
      });
    const clock = { now: () => new Date(), random: () => 0.5, sleep: async () => undefined };
    const openFathom = createOpenFathom(dying, {
      settings: { fathomUrl: baseUrl, simulatedFathom: null },
      sealer,
      clock,
      fetch: fetchStep,
    });
    const context = { database: dying, openFathom, backoff: () => 60_000, turnstile: createTurnstile() };
    await drain({
      database: dying,
      clock: { ...clock, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))) },
      log: () => undefined,
      backoff: context.backoff,
      concurrency: 8,
      budgetMs: 50_000,
      handlers: {
        store: (job) => storeEvent(dying, job),
        log: async () => ({ end: "done" }),
        alert: unused,
        delete_note: unused,
        import: (job, signal) => importPage(context, job, signal),
        sweep: (job, signal) => sweep(context, job, signal),
        remove_webhook: (job, signal) => removeWebhook(context, job, signal),
      },
    });
  };

  return {
    fathom: simulator.controls,
    account,
    steps,
    work,
    passTime: async () => {
      await sql`update private.jobs set run_at = now() where workspace_id = ${account.workspaceId} and state = 'queued'`;
      await sql`
        update private.jobs set leased_until = now() - interval '1 second'
        where workspace_id = ${account.workspaceId} and state = 'running'`;
      await sql`delete from private.fathom_call_windows where integration_id = ${account.id}`;
    },
    setFathomBack: (ms) => void (behindMs = ms),
    stop: async () => {
      simulator.stop();
      await sql`delete from private.jobs where workspace_id = ${account.workspaceId}`;
    },
  };
};
