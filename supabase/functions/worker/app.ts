import { Hono } from "hono";
import type { Drained } from "@shared/pipeline/queue/drain.ts";
import { requireSecretKey } from "@shared/platform/authenticate.ts";
import type { Log } from "@shared/platform/log.ts";

export interface WorkerContext {
  drain: () => Promise<Drained>;
  /** What happens by the clock, when it is time for it. */
  keepHouse: () => Promise<void>;
  log: Log;
}

/** Drains the queue: `POST /worker`, rung by the webhook and by the clock, with one of the project's secret keys. */
export const createApp = ({ drain, keepHouse, log }: WorkerContext) => {
  const app = new Hono().basePath("/worker");

  app.get("/health", (c) => c.json({ status: "ok" }));

  app.post("/", requireSecretKey, async (c) => {
    const startedAt = performance.now();
    // Before the queue, into which it puts who is to be looked up again.
    await keepHouse();
    const drained = await drain();
    if (drained.claimed > 0)
      log({ unit: "drain", result: "ok", ...drained, durationMs: performance.now() - startedAt });
    return c.json(drained);
  });

  app.notFound((c) => c.json({ error: { code: "not_found", message: "There is nothing at this address." } }, 404));
  app.onError((error, c) => {
    log({ unit: "drain", result: "crashed", errorCode: error.name, durationMs: 0 });
    return c.json({ error: { code: "unavailable", message: "The queue could not be read. It is tried again." } }, 503);
  });
  return app;
};
