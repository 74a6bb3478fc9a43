import { expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import { ok } from "../../platform/result.ts";
import { createTurnstile } from "../../platform/turnstile.ts";
import type { FathomApi } from "../../sources/fathom/api/client.ts";
import type { Job } from "../queue/jobs.ts";
import { importPage } from "./import-page.ts";

const work = {
  integrationId: crypto.randomUUID(),
  fathomUserEmail: "rep@example.com",
  triggeredFor: ["my_recordings"],
  sealedKey: "sealed",
  since: null,
  until: "2026-11-25T10:00:00Z",
  room: null,
  cursor: null,
};
const jobOf = (): Job => ({
  id: crypto.randomUUID(),
  kind: "import",
  leaseToken: crypto.randomUUID(),
  workspaceId: crypto.randomUUID(),
  attempt: 1,
  claims: 1,
  eventId: null,
  meetingId: null,
});

/** Imports of one worker; pages are kept back until `letGo`. */
const createWorker = (isCounted: boolean) => {
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const rpc = async (name: string) => ({
    data: name === "load_import" ? { ...work, isCounted } : "more",
    error: null,
    status: 200,
  });
  const api = {
    listMeetings: async () => {
      await released;
      return ok({ items: [], nextCursor: null });
    },
  } as unknown as FathomApi;
  const context = {
    database: { rpc } as unknown as Database,
    openFathom: async () => api,
    backoff: () => 1000,
    turnstile: createTurnstile(),
  };
  return { run: () => importPage(context, jobOf(), new AbortController().signal), letGo };
};

test("a worker holds one page with content at a time: other imports make room for deliveries and come back", async () => {
  const { run, letGo } = createWorker(true);
  const first = run();
  expect(await run()).toMatchObject({ end: "parked", delayMs: 2000 });
  letGo();
  expect(await first).toEqual({ end: "ended" });
  expect(await run()).toEqual({ end: "ended" });
});

test("pages that are only counted are light: nobody waits", async () => {
  const { run, letGo } = createWorker(false);
  const both = Promise.all([run(), run()]);
  letGo();
  expect(await both).toEqual([{ end: "ended" }, { end: "ended" }]);
});
