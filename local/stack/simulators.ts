import type { Server } from "node:http";
import path from "node:path";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { createFathomSimulator } from "../simulators/fathom/simulator.ts";
import { createPipedriveSimulator } from "../simulators/pipedrive/simulator.ts";
import { createSlackSimulator } from "../simulators/slack/simulator.ts";

/** The team whose webhooks are simulated. */
export const slackTeam = "TDEBRIEFDEMO";

export interface SimulatorOptions {
  /** Keeps what was written across restarts. */
  directory: string;
  pipedrivePort: number;
  fathomPort: number;
  slackPort: number;
  account: string;
  pipedriveToken: string;
  fathomKey: string;
  slackToken: string;
  /** Other places that take a simulator's part: then it is not started. */
  replacedBy: { pipedriveUrl: string | null; fathomUrl: string | null };
}

const listen = (app: Pick<Hono, "fetch">, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server as Server));
    server.once("error", reject);
  });

/** Starts the far side of the network: a Pipedrive account, Fathom's API and a Slack team. */
export const startSimulators = async (options: SimulatorOptions) => {
  const servers: Server[] = [];
  const { replacedBy } = options;
  if (!replacedBy.pipedriveUrl) {
    const { app } = createPipedriveSimulator({
      companyDomain: options.account,
      apiTokens: [options.pipedriveToken],
      journalPath: path.join(options.directory, "pipedrive.jsonl"),
    });
    servers.push(await listen(app, options.pipedrivePort));
  }
  if (!replacedBy.fathomUrl) {
    const { app } = createFathomSimulator({ apiKeys: [options.fathomKey] });
    servers.push(await listen(app, options.fathomPort));
  }
  const slack = createSlackSimulator({
    team: slackTeam,
    token: options.slackToken,
    journalPath: path.join(options.directory, "slack.jsonl"),
  });
  servers.push(await listen(slack.app, options.slackPort));
  return {
    pipedriveUrl: replacedBy.pipedriveUrl ?? `http://127.0.0.1:${options.pipedrivePort}`,
    fathomUrl: replacedBy.fathomUrl ?? `http://127.0.0.1:${options.fathomPort}`,
    slackUrl: `http://127.0.0.1:${options.slackPort}`,
    slackWebhookUrl: slack.webhookUrl,
    stop: async (): Promise<void> => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
};
