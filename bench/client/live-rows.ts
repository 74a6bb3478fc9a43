import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Figure, Size } from "../figure.ts";
import { percentile } from "../statistics.ts";
import type { Client } from "./open-client.ts";

const slowdown = 4;
const betweenKeysMs = 100;

declare global {
  interface Window {
    /** From each press of a key to the picture that came after it. */
    keyMs: number[];
    /** Whatever kept the page for 50 ms or more. */
    taskMs: number[];
  }
}

const watch = (): void => {
  window.keyMs = [];
  window.taskMs = [];
  addEventListener("keydown", ({ timeStamp }) => {
    requestAnimationFrame(() => {
      // After the picture: a message is handled when it is drawn.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => window.keyMs.push(performance.now() - timeStamp));
      port1.start();
      port2.postMessage(null);
    });
  });
  new PerformanceObserver((list) => window.taskMs.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });
};

/** Somebody goes through the list, down and up, until the signal. */
const pressKeys = async (page: Page, until: AbortSignal): Promise<{ keyMs: number[]; taskMs: number[] }> => {
  await page.evaluate(() => {
    window.keyMs = [];
    window.taskMs = [];
  });
  for (let presses = 0; !until.aborted; presses += 1) {
    await page.keyboard.press(presses % 8 < 4 ? "j" : "k");
    await sleep(betweenKeysMs);
  }
  return page.evaluate(() => ({ keyMs: window.keyMs, taskMs: window.taskMs }));
};

/** Stores meetings one by one, each told to the page as it is. */
const addRows = async ({ sql, workspaceId, userId }: Client, rows: number, withinMs: number): Promise<void> => {
  const begunAt = performance.now();
  for (let row = 1; row <= rows; row += 1) {
    await sql`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      values (${workspaceId}, ${userId}, 'fathom', ${`live-${row}`}, ${`Live ${row}`}, now() - interval '100 days' + ${row} * interval '1 second')`;
    await sleep(Math.max(0, begunAt + (withinMs * row) / rows - performance.now()));
  }
};

/** How the list answers keys while meetings arrive, against the same while nothing does, and what it asks for meanwhile. */
export const measureLiveRows = async (client: Client, size: Size): Promise<Figure[]> => {
  const [rows, withinMs] = size === "quick" ? [200, 2_000] : [1_000, 15_000];
  const { page, devTools, close } = await client.open(watch);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const quiet = await pressKeys(page, AbortSignal.timeout(withinMs / 2));

  let requests = 0;
  page.on("request", (request) => {
    if (request.url().startsWith(client.stack.file.apiUrl) && request.method() !== "OPTIONS") requests += 1;
  });
  const over = new AbortController();
  const [busy] = await Promise.all([
    pressKeys(page, over.signal),
    addRows(client, rows, withinMs).finally(() => over.abort()),
  ]);
  await close();

  const key = (part: number, name: string): Figure => {
    const [value, floor] = [percentile(busy.keyMs, part), percentile(quiet.keyMs, part)];
    const what = `key to picture while ${rows} meetings arrive, ${name}`;
    return { what, value, unit: "ms", floor: { what: "while nothing arrives", value: floor, ratio: value / floor } };
  };
  const longest = Math.max(0, ...busy.taskMs);
  const blocked = busy.taskMs.reduce((sum, ms) => sum + ms - 50, 0);
  return [
    key(0.5, "p50"),
    key(0.98, "p98"),
    { what: "longest task meanwhile", value: longest, unit: "ms" },
    { what: "of the time beyond 50 ms a task", value: (100 * blocked) / withinMs, unit: "%" },
    { what: `requests for ${rows} meetings that arrive`, value: requests, unit: "count" },
  ];
};
