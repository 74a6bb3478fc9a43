import { randomUUID } from "node:crypto";
import { createSlackSimulator } from "../../../local/simulators/slack/simulator.ts";
import { slackUrlContext } from "../../../supabase/functions/_shared/pipeline/alert/connect-slack.ts";
import { crmTokenContext } from "../../../supabase/functions/_shared/pipeline/log/open-crm.ts";
import type { Database } from "../../../supabase/functions/_shared/platform/database.ts";
import type { LogFields } from "../../../supabase/functions/_shared/platform/log.ts";
import { addIntegration } from "../../support/seed.ts";
import { addUser } from "../../support/test-database.ts";
import { apiToken, createFarSide, type FarSide } from "./far-side.ts";
import { ownDomain } from "./guests.ts";
import type { Stage } from "./stage.ts";
import { type Content, type Talk } from "./talks.ts";
import { createStoryTime, type StoryTime } from "./time.ts";
import { startWorker, type Worker } from "./worker.ts";
import type { Mishap } from "./line.ts";

/** A delivery that was taken (2xx). */
export interface Delivery {
  id: string;
  eventId: string;
  body: string;
  /** Nothing in what cannot be read. */
  contents: Content[];
}

/** What is made to work against the promises, to see that it shows. */
export interface Sabotage {
  pipedrive?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  database?: (database: Database) => Database;
}

/** One story's workspace, its CRM, its time, and everything that was asked of Debrief in it. */
export interface World {
  stage: Stage;
  talks: Talk[];
  owner: { userId: string; workspaceId: string; email: string };
  integrationId: string;
  connectionId: string;
  time: StoryTime;
  crm: FarSide;
  deliveries: Delivery[];
  /** Workers that have fallen silent, the earliest first. */
  silent: Worker[];
  /** What workers logged. */
  logged: LogFields[];
  had: {
    /** Whether anything was only tried out, or two persons made one: then less can be told. */
    dryRun: boolean;
    merge: boolean;
    /** The CRM's ids of persons who were erased, and of their notes that have to go. */
    erased: Set<string>;
    doomedNotes: Set<string>;
  };
  /** Everything that happened, as sentences. */
  record: string[];
  tell(what: string): void;
  /** Enters the API token (again): what failed for want of it waits again. */
  connect(): Promise<void>;
  /** One worker or several drain the queue at once, each until it has nothing left to do or falls silent. */
  work(mishaps: (Mishap | null)[]): Promise<void>;
  wakeOne(): Promise<void>;
  close(): Promise<void>;
}

const connectCrm = async ({ sealer, database }: Stage, workspaceId: string, connectionId: string): Promise<void> => {
  const { sealed, keyId } = await sealer.seal(apiToken, crmTokenContext(connectionId));
  await expectOk(
    database.rpc("connect_crm", {
      workspace: workspaceId,
      crm: "pipedrive",
      new_account: "acme",
      connection: connectionId,
      sealed_token: sealed,
      token_key_id: keyId,
    }),
  );
};

const connectSlack = async ({ sealer, database }: Stage, workspaceId: string, url: string): Promise<void> => {
  const { sealed, keyId } = await sealer.seal(url, slackUrlContext(workspaceId));
  await expectOk(database.rpc("connect_slack", { workspace: workspaceId, sealed_url: sealed, url_key_id: keyId }));
};

/** What a person asks for has to work. */
export const expectOk = async <Data>(
  query: PromiseLike<{ data: Data; error: { message: string } | null }>,
): Promise<Data> => {
  const { data, error } = await query;
  if (error) throw new Error(`the database refused: ${error.message}`);
  return data;
};

export const createWorld = async (stage: Stage, talks: Talk[], sabotage: Sabotage = {}): Promise<World> => {
  const { sql, tally, sealer } = stage;
  const email = `ana-${stage.nextId()}@${ownDomain}`;
  const owner = { ...(await addUser(sql, email)), email };
  const { workspaceId } = owner;
  const integrationId = await addIntegration(sql, owner, email);
  const connectionId = randomUUID();
  await connectCrm(stage, workspaceId, connectionId);

  const time = createStoryTime(stage.timeSql, workspaceId);
  const crm = createFarSide(() => new Date());
  const slack = createSlackSimulator({ team: "T0STORY00", token: "x".repeat(24), now: time.clock.now });
  await connectSlack(stage, workspaceId, slack.webhookUrl);

  const silent: Worker[] = [];
  const record: string[] = [];
  const logged: LogFields[] = [];
  let workers = 0;

  const slackFetch = (async (request: Request) => {
    request.signal.throwIfAborted();
    return slack.app.fetch(request);
  }) as typeof fetch;

  const start = (mishap: Mishap | null): Worker => {
    workers += 1;
    const name = `worker ${workers}`;
    return startWorker(
      {
        database: sabotage.database?.(stage.database) ?? stage.database,
        sealer,
        time,
        pipedrive: sabotage.pipedrive?.(crm.fetch) ?? crm.fetch,
        slack: slackFetch,
        tell: (what) => record.push(`    ${name}: ${what}`),
        log: (fields) => logged.push(fields),
      },
      mishap,
    );
  };

  return {
    stage,
    talks,
    owner,
    integrationId,
    connectionId,
    time,
    crm,
    deliveries: [],
    silent,
    logged,
    had: { dryRun: false, merge: false, erased: new Set(), doomedNotes: new Set() },
    record,
    tell: (what) => record.push(what),
    connect: () => connectCrm(stage, workspaceId, connectionId),
    async work(mishaps) {
      const started = mishaps.map(start);
      await Promise.all(
        started.map(async (worker) => {
          await Promise.race([worker.finished, worker.line.silence]);
          if (!worker.line.isSilent()) return;
          silent.push(worker);
        }),
      );
    },
    async wakeOne() {
      const worker = silent.shift();
      if (!worker) return;
      worker.line.wake();
      await worker.finished;
      tally.add("workers that fell silent and woke");
    },
    async close() {
      tally.add("workers that died", silent.length);
      tally.add("notes created", crm.created.length);
      await sql`delete from public.workspaces where id = ${workspaceId}`;
    },
  };
};
