import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createSlack } from "../../supabase/functions/_shared/alerts/slack/client.ts";
import { systemClock as clock } from "../../supabase/functions/_shared/platform/clock.ts";
import { createDatabase } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { parseSettings } from "../../supabase/functions/_shared/platform/settings.ts";
import { createApp as createApi } from "../../supabase/functions/api/app.ts";
import { createApp as createWebhook } from "../../supabase/functions/fathom-webhook/app.ts";
import { createApp as createWorker } from "../../supabase/functions/worker/app.ts";
import { projectDir } from "./source-files.ts";

const encryptionKey = "k".repeat(43);
const settings = parseSettings({
  SUPABASE_URL: "http://nowhere.example.com",
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: "a key" }),
  DEBRIEF_ENCRYPTION_KEY: encryptionKey,
});
const noCall = () => Promise.reject(new Error("nothing is called to see what the routes are"));
const database = createDatabase(settings, noCall);
const sealer = createSealer(encryptionKey);
const log = () => undefined;
const ringWorker = () => undefined;
const outside = { settings, sealer, clock, fetch: noCall };

const apps = [
  createApi({
    database,
    crm: outside,
    fathom: outside,
    slack: { slack: createSlack({ fetch: noCall, simulated: null }), sealer, webUrl: null, now: clock.now },
    functionsUrl: "http://nowhere.example.com/functions/v1",
    ringWorker,
    log,
  }),
  createWorker({ drain: noCall, keepHouse: noCall, rememberRing: noCall, readHealth: noCall, log }),
  createWebhook({ database, findCandidates: noCall, onRefused: log, now: clock.now, log, ringWorker }),
];

/** What is served, middleware left out: `POST /worker`. */
const served = new Set(
  apps
    .flatMap(({ routes }) => routes.map((route) => ({ method: route.method, path: route.path })))
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path: at }) => `${method} ${at.replace(/\/$/, "")}`),
);

const page = fs.readFileSync(path.join(projectDir, "docs/http-api.md"), "utf8");
const described = new Set([...page.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^\s`?]+)/g)].map(([, call]) => call));

describe("docs/http-api.md", () => {
  test("has every route that is served, with its method, and no other", () => {
    expect(served.size).toBeGreaterThan(40);
    expect([...described].toSorted()).toEqual([...served].toSorted());
  });

  test("speaks of no call in a way that this does not see", () => {
    expect(page).not.toMatch(/`(?:GET|POST|PUT|PATCH|DELETE)`|`…/);
  });
});
