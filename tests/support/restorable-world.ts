import { randomBytes, randomUUID } from "node:crypto";
import { createFathomSimulator } from "../../local/simulators/fathom/simulator.ts";
import { createPipedriveSimulator } from "../../local/simulators/pipedrive/simulator.ts";
import { createOpenFathom, fathomKeyContext } from "../../supabase/functions/_shared/pipeline/fathom/open-fathom.ts";
import { logMeeting } from "../../supabase/functions/_shared/pipeline/log/log-meeting.ts";
import { createOpenCrm, crmTokenContext } from "../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import { drain } from "../../supabase/functions/_shared/pipeline/queue/drain.ts";
import { storeEvent } from "../../supabase/functions/_shared/pipeline/store/store-event.ts";
import { sweep } from "../../supabase/functions/_shared/pipeline/sweep/sweep.ts";
import type { Database } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { createTurnstile } from "../../supabase/functions/_shared/platform/turnstile.ts";
import { type BackedUpDatabase, createBackedUpDatabase } from "./backed-up-database.ts";
import { connectByKey } from "./fathom-account.ts";
import { createSqlDatabase } from "./sql-database.ts";
import { addUser } from "./test-database.ts";

const apiToken = "a-token-of-these-tests";
const [fathomUrl, pipedriveUrl] = ["http://fathom.test", "http://pipedrive.test"];
const clock = { now: () => new Date(), random: () => 0.5, sleep: async () => undefined };
const notOfThisWorld = () => Promise.reject(new Error("nothing of this kind is under test"));

/** A workspace between a simulated Fathom and a simulated Pipedrive, whose database can be put back: what is outside stays. */
export const createRestorableWorld = async () => {
  const database: BackedUpDatabase = await createBackedUpDatabase();
  const sealer = createSealer(randomBytes(32).toString("base64url"));
  let behindMs = 0;
  const fathom = createFathomSimulator({
    deliversByItself: false,
    sleep: clock.sleep,
    now: () => new Date(Date.now() - behindMs),
  });
  const pipedrive = createPipedriveSimulator({ apiTokens: [apiToken], sampleData: false, companyDomain: "acme" });
  const email = `rep-${randomUUID()}@example.com`;
  const account = { id: randomUUID(), email, ...(await addUser(database.sql(), email)) };
  const { apiKey } = fathom.controls.addUser({ name: "Rep", email, team: "Sales" });
  const key = await sealer.seal(apiKey, fathomKeyContext(account.id));
  await connectByKey(database.sql(), account, { sealedKey: key.sealed });
  const connectionId = randomUUID();
  const token = await sealer.seal(apiToken, crmTokenContext(connectionId));
  await database.sql()`
    select public.connect_crm(${account.workspaceId}, 'pipedrive', 'acme', ${connectionId}, ${token.sealed}, ${token.keyId})`;

  const databaseCalls: string[] = [];
  const counted = async (): Promise<Database> => {
    const overSql = await createSqlDatabase(database.sql());
    const rpc = (name: string, args: object) => {
      databaseCalls.push(name);
      return overSql.rpc(name as never, args as never);
    };
    return { rpc } as unknown as Database;
  };

  const to = (app: { fetch(request: Request): Response | Promise<Response> }): typeof fetch => {
    return async (input, init) => app.fetch(new Request(input, init));
  };

  /** Workers do what is due: only the jobs of these kinds, or all. */
  const work = async (only: "store and sweep" | "all" = "all"): Promise<void> => {
    const rpc = await counted();
    const openFathom = createOpenFathom(rpc, {
      settings: { fathomUrl, simulatedFathom: null },
      sealer,
      clock,
      fetch: to(fathom.app),
    });
    const crmSettings = { pipedriveUrl, simulatedPipedrive: null };
    const openCrm = createOpenCrm(rpc, { settings: crmSettings, sealer, clock, fetch: to(pipedrive.app) });
    const backoff = () => 60_000;
    const context = { database: rpc, openFathom, openCrm, backoff, turnstile: createTurnstile() };
    await drain({
      database: rpc,
      clock: { ...clock, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
      log: () => undefined,
      backoff,
      concurrency: 8,
      budgetMs: 50_000,
      handlers: {
        store: (job) => storeEvent(rpc, job),
        sweep: (job, signal) => sweep(context, job, signal),
        log: async (job, signal) =>
          only === "all"
            ? logMeeting(context, job, signal)
            : { end: "parked", delayMs: 3_600_000, failure: "Nobody logs yet." },
        alert: notOfThisWorld,
        delete_note: notOfThisWorld,
        import: notOfThisWorld,
        remove_webhook: notOfThisWorld,
      },
    });
  };

  return {
    database,
    account,
    pipedrive: pipedrive.controls,
    fathom: fathom.controls,
    /** The workers' calls of the database, by name, in order. */
    databaseCalls,
    /** A meeting with this person, which ended an hour ago. */
    meet: (guest: string): void => {
      behindMs = 3_600_000;
      fathom.controls.endMeeting({ recordedBy: email, guests: [{ name: null, email: guest }] });
      behindMs = 0;
    },
    work,
    /** Whatever Fathom has and the database has not is brought by a sweep. */
    sweep: async (only?: "store and sweep"): Promise<void> => {
      await database.sql()`update private.jobs set run_at = now() where state = 'queued'`;
      await database.sql()`select public.sweep_now(${account.id})`;
      await work(only);
    },
    stop: async () => {
      fathom.stop();
      await database.drop();
    },
  };
};

export type RestorableWorld = Awaited<ReturnType<typeof createRestorableWorld>>;
