import { setTimeout as sleep } from "node:timers/promises";
import type { CDPSession } from "playwright-core";
import type { Figure, Size } from "../figure.ts";
import type { Client } from "./open-client.ts";

/** A page that is told all the time reads again every five seconds: so often in an hour. */
const readsInAnHour = 720;
const scale = 50;

/** The client's own waits go by faster; what guards a connection keeps its time. */
const hurry = (): void => {
  const { setTimeout: set } = window;
  Object.assign(window, { setTimeout: (run: () => void, ms = 0) => set(run, ms <= 5_000 ? ms / 50 : ms) });
};

interface Held {
  megabytes: number;
  nodes: number;
  listeners: number;
}

const heldAfterCollection = async (devTools: CDPSession): Promise<Held> => {
  await devTools.send("HeapProfiler.collectGarbage");
  await devTools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devTools.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await devTools.send("Memory.getDOMCounters");
  return { megabytes: usedSize / 1_000_000, nodes, listeners: jsEventListeners };
};

/** What the list of meetings holds after an hour of changes that come as fast as a page takes them. */
export const measureMemory = async ({ open, sql, stack, workspaceId }: Client, size: Size): Promise<Figure[]> => {
  const reads = size === "quick" ? 12 : readsInAnHour;
  const { page, devTools, close } = await open(hurry);
  let read = 0;
  page.on("requestfinished", (request) => {
    if (request.url() === `${stack.file.apiUrl}/rest/v1/rpc/search_meetings`) read += 1;
  });
  let changes = 0;
  const untilRead = async (wanted: number): Promise<Held> => {
    const givesUpAt = performance.now() + reads * 400;
    while (read < wanted && performance.now() < givesUpAt) {
      changes += 1;
      await sql`
        update public.meetings set title = ${`Changed ${changes}`}
        where workspace_id = ${workspaceId} and external_id = ${`known-${2 + (changes % 40)}`}`;
      await sleep(5_000 / scale / 4);
    }
    if (read < wanted) throw new Error(`the page has read ${read} times, not ${wanted}`);
    return heldAfterCollection(devTools);
  };
  const start = await untilRead(Math.ceil(reads / 10));
  const middle = await untilRead(Math.ceil(reads / 2));
  const end = await untilRead(reads);
  await close();
  const figure = (what: string, unit: Figure["unit"], of: (held: Held) => number): Figure => ({
    what,
    unit,
    value: of(end),
    spread: { min: Math.min(of(start), of(middle), of(end)), max: Math.max(of(start), of(middle), of(end)) },
    floor: { what: "after half of it", value: of(middle), ratio: of(end) / of(middle) },
    budget: { of: "ratio", most: 1.1 },
  });
  return [
    figure(`memory after ${reads} readings, ${changes} changes`, "MB", ({ megabytes }) => megabytes),
    figure("nodes of the page then", "count", ({ nodes }) => nodes),
    figure("listeners of the page then", "count", ({ listeners }) => listeners),
  ];
};
