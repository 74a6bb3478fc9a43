import { Hono } from "hono";
import { apiBase, createCallCounts } from "./call-counts.ts";
import { type Company, ownerOfKey } from "./company.ts";
import { controlRoutes } from "./control-routes.ts";
import { type FathomControls, dataControls } from "./controls.ts";
import { createFathomFaults } from "./faults.ts";
import { gateway } from "./gateway.ts";
import { meetingRoutes } from "./meeting-routes.ts";
import { createOutbox } from "./outbox.ts";
import { pageRoutes } from "./page-routes.ts";
import type { ListEnd } from "./pages-of.ts";
import { peopleRoutes } from "./people-routes.ts";
import { createRateLimits, usualHeavyLimit, usualLimit } from "./rate-limits.ts";
import { type Stages, realStages } from "./stages.ts";
import { openStore } from "./store.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export interface FathomSimulatorOptions {
  /** A file that keeps the data beyond the process; without it they are in memory only. */
  journalPath?: string;
  /** How long after a call's end its parts are there; as with the real one unless said otherwise. */
  stages?: Partial<Stages>;
  /** 1: the waits between tries of a delivery are the real ones. */
  retryScale?: number;
  /** How long a receiver may take to answer a delivery. */
  deliveryTimeoutMs?: number;
  /** Whether it delivers by itself when something is due; otherwise `controls.workOff` does. */
  deliversByItself?: boolean;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
  /** What deliveries are sent with. */
  fetch?: typeof fetch;
}

/**
 * Fathom: its API below `/external/v1`, over HTTP or in a unit test through `app.fetch`, and the deliveries of its webhooks. It begins
 * without users: `controls.addUser`. The real one documents no bodies of errors: only the status may be relied on. Its page is at `/`, its
 * switches below `/simulator`. After `stop` nothing of it is left running.
 */
export const createFathomSimulator = (
  options: FathomSimulatorOptions = {},
): { app: Hono; controls: FathomControls; stop: () => Promise<void> } => {
  const now = options.now ?? (() => new Date());
  const store = openStore(options.journalPath);
  const limits = createRateLimits(now);
  const faults = createFathomFaults();
  const counts = createCallCounts();
  let listEnd: ListEnd = "null";
  const outbox = createOutbox({
    store,
    now,
    fetch: options.fetch ?? fetch,
    retryScale: options.retryScale ?? 1,
    timeoutMs: options.deliveryTimeoutMs ?? 15_000,
    byItself: options.deliversByItself ?? true,
  });

  const controls: FathomControls = {
    ...dataControls({ store, outbox, now, stages: { ...realStages, ...options.stages } }),
    setLimit: limits.setLimit,
    setHeavyLimit: limits.setHeavyLimit,
    setListEnd: (end) => void (listEnd = end),
    addFault: faults.add,
    faults: faults.list,
    resetFaults() {
      faults.clear();
      limits.setLimit(usualLimit);
      limits.setHeavyLimit(usualHeavyLimit);
      limits.reset();
      listEnd = "null";
    },
    calls: counts.list,
    clearCalls: counts.clear,
  };

  const company: Company = {
    store,
    now,
    listEnd: () => listEnd,
    userOf(context) {
      const user = ownerOfKey(store, context);
      if (!user) throw new Error("A call has come past the gateway.");
      return user;
    },
  };
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref()));
  const app = new Hono();
  app.use(`${apiBase}/*`, gateway({ store, limits, faults, counts, sleep }));
  app.route(`${apiBase}/webhooks`, webhookRoutes(company));
  app.route(apiBase, meetingRoutes(company));
  app.route(apiBase, peopleRoutes(company));
  app.all(`${apiBase}/*`, (context) => context.json({ error: "not_found" }, 404));
  app.route("/simulator", controlRoutes(controls));
  app.route("/", pageRoutes({ controls, now, heavyLimit: limits.heavyLimit, listEnd: () => listEnd }));
  return { app, controls, stop: outbox.stop };
};
