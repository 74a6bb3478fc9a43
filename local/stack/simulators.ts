import type { Server } from "node:http";
import path from "node:path";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { FathomControls } from "../simulators/fathom/controls.ts";
import { addSampleOrganization } from "../simulators/fathom/sample-organization.ts";
import { type Stages, quickStages } from "../simulators/fathom/stages.ts";
import { createFathomSimulator } from "../simulators/fathom/simulator.ts";
import { createMailSimulator } from "../simulators/mail/simulator.ts";
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
  mailPort: number;
  account: string;
  pipedriveToken: string;
  /** The demo user's. */
  fathomEmail: string;
  fathomKey: string;
  /** In place of the waits for people in front of a screen. */
  fathomStages?: Partial<Stages> | undefined;
  /** Of the waits between tries of a delivery. */
  fathomScale?: number | undefined;
  slackToken: string;
  /** Other places that take a simulator's part: then it is not started. */
  replacedBy: { pipedriveUrl: string | null; fathomUrl: string | null };
}

const listen = (app: Pick<Hono, "fetch">, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server as Server));
    server.once("error", reject);
  });

/** The waits between tries of a delivery: 0.1 s, 6 s, 36 s, then minutes. */
const usualFathomScale = 0.02;

/** Starts the far side of the network: a Pipedrive account, Fathom, a Slack team and everybody's mailbox. */
export const startSimulators = async (options: SimulatorOptions) => {
  const servers: Server[] = [];
  const { replacedBy } = options;
  let fathom: FathomControls | null = null;
  let stopFathom = async (): Promise<void> => undefined;
  if (!replacedBy.pipedriveUrl) {
    const { app } = createPipedriveSimulator({
      companyDomain: options.account,
      apiTokens: [options.pipedriveToken],
      journalPath: path.join(options.directory, "pipedrive.jsonl"),
    });
    servers.push(await listen(app, options.pipedrivePort));
  }
  if (!replacedBy.fathomUrl) {
    const { app, controls, stop } = createFathomSimulator({
      journalPath: path.join(options.directory, "fathom.jsonl"),
      stages: { ...quickStages, ...options.fathomStages },
      retryScale: options.fathomScale ?? usualFathomScale,
    });
    addSampleOrganization(controls, { email: options.fathomEmail, apiKey: options.fathomKey });
    fathom = controls;
    stopFathom = stop;
    servers.push(await listen(app, options.fathomPort));
  }
  const slack = createSlackSimulator({
    team: slackTeam,
    token: options.slackToken,
    journalPath: path.join(options.directory, "slack.jsonl"),
  });
  servers.push(await listen(slack.app, options.slackPort));
  const mail = createMailSimulator({ journalPath: path.join(options.directory, "mail.jsonl") });
  servers.push(await listen(mail.app, options.mailPort));
  return {
    mailUrl: `http://127.0.0.1:${options.mailPort}`,
    sendMail: mail.send,
    pipedriveUrl: replacedBy.pipedriveUrl ?? `http://127.0.0.1:${options.pipedrivePort}`,
    fathomUrl: replacedBy.fathomUrl ?? `http://127.0.0.1:${options.fathomPort}`,
    /** Null when another place takes its part. */
    fathom,
    slackUrl: `http://127.0.0.1:${options.slackPort}`,
    slackWebhookUrl: slack.webhookUrl,
    stop: async (): Promise<void> => {
      await stopFathom();
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
};
