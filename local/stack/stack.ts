import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseSettings } from "../../supabase/functions/_shared/platform/settings.ts";
import { demoAccount, demoEmail, demoWebhookId, seedDemo } from "../demo/seed-demo.ts";
import { type Gateway, startGateway } from "../gateway/gateway.ts";
import { jsonWebKeySet } from "../gateway/sign-tokens.ts";
import { keyPrefix } from "../simulators/fathom/records.ts";
import type { Stages } from "../simulators/fathom/stages.ts";
import { childStarter, startGuard } from "./children.ts";
import { startClock } from "./clock.ts";
import { prepareDataDir } from "./data-dir.ts";
import { type FunctionName, functionPorts, startFunctions } from "./functions.ts";
import { fathomApiKeyOf, readKeys, slackTokenOf } from "./keys.ts";
import { releaseLeases, releaseLeasesSoon } from "./leases.ts";
import { preferPort, requirePort } from "./ports.ts";
import { type RunningPostgres, databaseUrl, startPostgres } from "./postgres.ts";
import type { StackSettings } from "./settings.ts";
import { slackTeam, startSimulators } from "./simulators.ts";
import type { StackFile } from "./stack-file.ts";
import { buildWeb, serveWeb } from "./web.ts";

export interface Stack {
  file: StackFile;
  /** Ends every part, last started first. */
  stop(): Promise<void>;
  /** Tests: Postgres goes away and comes back with the same data. */
  restartDatabase: RunningPostgres["restart"];
  /** Tests: SIGKILL, as a crash; it is started again. */
  killFunction(name: FunctionName): Promise<void>;
}

export interface StackOptions {
  settings: StackSettings;
  /** Called once when a part ends by itself and for good. The caller decides to stop the rest. */
  onCrash: (sentence: string) => void;
  /** A function has ended and is started again. */
  onRestart?: (sentence: string) => void;
  /** Tests: a database that is thrown away, and no tick but those that the test makes itself. */
  throwAway?: boolean;
  clock?: boolean;
  /** More for the functions' environment. */
  environment?: Record<string, string>;
  /** Tests: other waits of the simulated Fathom, see `startSimulators`. */
  fathomStages?: Partial<Stages>;
  fathomScale?: number;
}

type Stop = () => Promise<unknown>;

/** Longer than a child is given before it is killed. */
const stopWithinMs = 8000;

/** The embedded stack: everything that Debrief needs, from npm packages, on 127.0.0.1. @throws StartError in a sentence. */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { settings, onCrash, throwAway = false } = options;
  await requirePort(settings.apiPort, "DEBRIEF_API_PORT");
  await requirePort(settings.webPort, "DEBRIEF_WEB_PORT");
  await requirePort(settings.dbPort, "DEBRIEF_DB_PORT");
  const places = prepareDataDir(settings.dataDir);
  const keys = readKeys(settings.dataDir);

  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) {
      // A part that does not end by itself must not keep the others from it.
      await Promise.race([end().catch(() => undefined), sleep(stopWithinMs, undefined, { ref: false })]);
    }
  };
  const guard = startGuard();
  const startChild = childStarter(guard);
  stops.push(async () => guard.stdin?.end());

  try {
    const apiUrl = `http://127.0.0.1:${settings.apiPort}`;
    const webUrl = `http://127.0.0.1:${settings.webPort}`;
    const simulators = await startSimulators({
      directory: places.simulators,
      pipedrivePort: await preferPort(settings.apiPort + 9),
      fathomPort: await preferPort(settings.apiPort + 10),
      slackPort: await preferPort(settings.apiPort + 11),
      mailPort: await preferPort(settings.apiPort + 12),
      account: demoAccount,
      pipedriveToken: keys.pipedriveToken,
      fathomEmail: demoEmail,
      fathomKey: fathomApiKeyOf(keys),
      fathomStages: options.fathomStages,
      fathomScale: options.fathomScale,
      slackToken: slackTokenOf(keys),
      replacedBy: settings,
    });
    stops.push(simulators.stop);

    const environment = {
      SUPABASE_URL: apiUrl,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey, automations: keys.automationsKey }),
      SUPABASE_JWKS: jsonWebKeySet(keys.jwtSecret),
      DEBRIEF_ENCRYPTION_KEY: keys.encryptionKey,
      DEBRIEF_WEB_URL: webUrl,
      DEBRIEF_SIMULATED_SLACK_TEAM: slackTeam,
      DEBRIEF_SIMULATED_SLACK_URL: simulators.slackUrl,
      ...(settings.fathomUrl
        ? { FATHOM_API_URL: settings.fathomUrl }
        : {
            DEBRIEF_SIMULATED_FATHOM_URL: simulators.fathomUrl,
            DEBRIEF_SIMULATED_FATHOM_KEY_PREFIX: keyPrefix,
          }),
      ...(settings.pipedriveUrl
        ? { PIPEDRIVE_API_URL: settings.pipedriveUrl }
        : {
            DEBRIEF_SIMULATED_PIPEDRIVE_ACCOUNT: demoAccount,
            DEBRIEF_SIMULATED_PIPEDRIVE_URL: simulators.pipedriveUrl,
          }),
      ...options.environment,
    };
    const ports = await functionPorts();
    const { functions, ready } = startFunctions({
      logs: places.logs,
      startChild,
      onCrash,
      onRestart: options.onRestart ?? (() => undefined),
      beforeRestart: async (name) => {
        if (name === "worker") await releaseLeasesSoon(databaseUrl(settings.dbPort, keys.databasePassword));
      },
      environment,
      ports,
    });
    for (const one of functions.values()) stops.push(() => one.stop("SIGTERM"));
    // Awaited below: the parts come up side by side.
    ready.catch(() => undefined);
    const built = buildWeb();
    built.catch(() => undefined);

    const database = await startPostgres({
      dataDir: settings.dataDir,
      port: settings.dbPort,
      password: keys.databasePassword,
      logs: places.logs,
      startChild,
      onCrash,
      throwAway,
    });
    stops.push(database.stop);
    const gateway: Gateway = await startGateway({
      databaseUrl: database.url,
      port: settings.apiPort,
      keys,
      logFile: path.join(places.logs, "gateway.log"),
      functionPorts: ports,
      siteUrl: webUrl,
      sendMail: simulators.sendMail,
    });
    stops.push(gateway.close);
    await releaseLeases(database.url);

    const { integrationId, fathomConnected } = await seedDemo({
      settings: parseSettings(environment),
      publishableKey: keys.publishableKey,
      password: keys.demoPassword,
      webhookSecret: keys.demoSigningSecret,
      webhookToken: keys.demoToken,
      pipedriveToken: keys.pipedriveToken,
      fathomApiKey: settings.fathomUrl ? null : fathomApiKeyOf(keys),
    });
    if (fathomConnected) {
      simulators.fathom?.ensureWebhook({
        ownerEmail: demoEmail,
        id: demoWebhookId,
        url: `${apiUrl}/functions/v1/fathom-webhook?integration=${integrationId}`,
        secret: keys.demoSigningSecret,
      });
    }
    await ready;
    await built;
    const crmUrls = settings.pipedriveUrl ? {} : { [demoAccount]: simulators.pipedriveUrl };
    const web = {
      supabaseUrl: apiUrl,
      publishableKey: keys.publishableKey,
      crmUrls,
      mailboxUrl: simulators.mailUrl,
      ...(settings.fathomUrl ? {} : { fathomSimulatorUrl: simulators.fathomUrl }),
    };
    stops.push(await serveWeb(settings.webPort, web));
    if (options.clock !== false) stops.push(startClock(`${apiUrl}/functions/v1/worker`, keys.automationsKey));

    return {
      stop,
      restartDatabase: database.restart,
      killFunction: async (name) => functions.get(name)?.kill(),
      file: {
        pid: process.pid,
        apiUrl,
        webUrl,
        webhookUrl: `${apiUrl}/functions/v1/fathom-webhook`,
        dbUrl: database.url,
        publishableKey: keys.publishableKey,
        secretKey: keys.secretKey,
        pipedriveUrl: simulators.pipedriveUrl,
        fathomUrl: simulators.fathomUrl,
        slackUrl: simulators.slackUrl,
        mailUrl: simulators.mailUrl,
        demo: {
          email: demoEmail,
          password: keys.demoPassword,
          fathomUserEmail: demoEmail,
          fathomApiKey: settings.fathomUrl ? null : fathomApiKeyOf(keys),
          webhookSecret: keys.demoSigningSecret,
          webhookToken: keys.demoToken,
          integrationId,
          pipedriveAccount: demoAccount,
          pipedriveToken: keys.pipedriveToken,
          slackWebhookUrl: simulators.slackWebhookUrl,
        },
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
