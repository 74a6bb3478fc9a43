import fs from "node:fs";
import postgres from "postgres";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readStackSettings } from "../../local/stack/settings.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { signIn } from "../support/sign-in.ts";
import { type Place, makePlace } from "../support/started-stack.ts";

const slowdown = 4;
const budgetMs = 1_500;

let place: Place;
let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  place = await makePlace();
  stack = await startStack({
    settings: readStackSettings(place.environment),
    throwAway: true,
    clock: false,
    onCrash: (sentence) => console.error(sentence),
  });
  const sql = postgres(stack.file.dbUrl, { max: 1 });
  await sql`
    insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
    select m.workspace_id, m.user_id, 'fathom', 'past-' || n, 'Call ' || n, now() - n * interval '1 hour'
    from public.workspace_members m, generate_series(1, 1000) n`;
  await sql.end();
  browser = await launchBrowser();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await stack.stop();
  fs.rmSync(place.dataDir, { recursive: true, force: true });
});

test("on a machine four times as slow the list of meetings is there within a second and a half", async () => {
  const { webUrl, demo } = stack.file;
  const context = await browser.newContext({ baseURL: webUrl, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page, demo);
  const first = page.getByRole("link", { name: "Call 1", exact: true });
  await first.waitFor();

  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto("about:blank");
    const startedAt = performance.now();
    await page.goto("/meetings", { waitUntil: "commit" });
    await first.waitFor();
    times.push(Math.round(performance.now() - startedAt));
  }
  console.log(`first list at ${slowdown}x slowdown: ${times.join(", ")} ms`);
  // Whatever else the machine is busy with only adds to it.
  expect(Math.min(...times)).toBeLessThan(budgetMs);
});
