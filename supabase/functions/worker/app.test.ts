import { describe, expect, test } from "vitest";
import type { WorkerHealth } from "@shared/pipeline/housekeeping/worker-health.ts";
import { createApp } from "./app.ts";

const ask = async (status: WorkerHealth["status"]) => {
  const health: WorkerHealth = { status, rungSecondsAgo: 700, queued: 0, oldestSeconds: 0 };
  const unexpected = () => Promise.reject(new Error("not asked for"));
  const app = createApp({
    readHealth: async () => health,
    rememberRing: unexpected,
    keepHouse: unexpected,
    drain: unexpected,
    log: () => undefined,
  });
  const response = await app.request("/worker/health");
  return { status: response.status, cache: response.headers.get("cache-control"), body: await response.json() };
};

describe("GET /worker/health", () => {
  test.each([
    ["ok", 200],
    ["late", 503],
    ["unavailable", 503],
  ] as const)("%s is answered with %i to anybody, begins no work, and is kept by no cache", async (said, status) => {
    const body = { status: said, rungSecondsAgo: 700, queued: 0, oldestSeconds: 0 };
    expect(await ask(said)).toEqual({ status, cache: "no-store", body });
  });
});
