import { Hono } from "hono";
import type { WorkerHealth } from "@shared/pipeline/housekeeping/worker-health.ts";
import type { Drained } from "@shared/pipeline/queue/drain.ts";
import { requireSecretKey } from "@shared/platform/authenticate.ts";
import type { Log } from "@shared/platform/log.ts";

export interface WorkerContext {
  drain: () => Promise<Drained>;
  /** What happens by the clock, when it is time for it. */
  keepHouse: () => Promise<void>;
  /** Told of every ring, with what it says about itself. */
  rememberRing: (body: unknown) => Promise<void>;
  readHealth: () => Promise<WorkerHealth>;
  log: Log;
}

/**
 * Drains the queue: `POST /worker`, rung by the webhook and by the clock, with one of the project's secret keys. `GET /worker/health`
 * says to anybody whether the clock rings it.
 */
export const createApp = ({ drain, keepHouse, rememberRing, readHealth, log }: WorkerContext) => {
  const app = new Hono().basePath("/worker");

  app.get("/health", async (c) => {
    const health = await readHealth();
    c.header("Cache-Control", "no-store");
    return c.json(health, health.status === "ok" ? 200 : 503);
  });

  app.post("/", requireSecretKey, async (c) => {
    const startedAt = performance.now();
    await rememberRing(await c.req.json().catch(() => null));
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
