import { Hono } from "hono";
import { controlRoutes, type SlackControls } from "./controls.ts";
import { createSlackFaults } from "./faults.ts";
import { createLimits, defaultLimits, type LimitOptions } from "./limits.ts";
import { pageRoutes } from "./pages.ts";
import { openStore } from "./store.ts";
import { webhookRoutes } from "./webhook-routes.ts";
import { createWebhooks } from "./webhooks.ts";

interface SlackSimulatorOptions {
  /** The team's id, `T…`. */
  team: string;
  /** The secret of the webhook that is there from the start. */
  token: string;
  /** A file that keeps the messages beyond the process; without it they are in memory only. */
  journalPath?: string;
  limits?: Partial<LimitOptions>;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
}

/**
 * A team in Slack, as far as incoming webhooks go: over HTTP, or in a unit test through `app.fetch`. Its page is at `/`, its
 * switches below `/simulator`. `webhookUrl` is what a person enters in Debrief.
 */
export const createSlackSimulator = (
  options: SlackSimulatorOptions,
): { app: Hono; controls: SlackControls; webhookUrl: string } => {
  const now = options.now ?? (() => new Date());
  const store = openStore(options.journalPath);
  const webhooks = createWebhooks(options.team, options.token);
  const faults = createSlackFaults();
  const limits = createLimits({ ...defaultLimits, ...options.limits }, now);
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));

  const controls: SlackControls = {
    messages: () => store.messages,
    clearMessages: store.clear,
    addWebhook: webhooks.add,
    addFault: faults.add,
    faults: faults.list,
    clearFaults: faults.clear,
  };

  const app = new Hono();
  app.route("/services", webhookRoutes({ webhooks, store, faults, limits, now, sleep }));
  app.route("/simulator", controlRoutes(controls));
  app.route("/", pageRoutes(store));
  return { app, controls, webhookUrl: webhooks.first };
};
