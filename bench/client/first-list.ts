import type { Page } from "playwright-core";
import type { Figure, Size } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { type Client, firstMeeting, type Opened } from "./open-client.ts";

const slowdown = 4;

/** What the list asks for, asked by an empty page. */
const askBare = async ({ apiUrl, publishableKey, workspaceId }: Record<string, string>): Promise<void> => {
  const session = Object.entries(localStorage).find(([key]) => key.endsWith("-auth-token"))?.[1] ?? "{}";
  const { access_token: token } = JSON.parse(session);
  const response = await fetch(`${apiUrl}/rest/v1/rpc/search_meetings`, {
    method: "POST",
    headers: { apikey: publishableKey ?? "", authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ workspace: workspaceId, wanted: {}, most: 50 }),
  });
  if (!response.ok) throw new Error(`search_meetings answered ${response.status}`);
  await response.json();
};

const latencyMs = 1_000;

/** How long until the list is there, after its address was entered. */
const untilList = async (page: Page): Promise<number> => {
  await page.goto("about:blank");
  const begunAt = performance.now();
  await page.goto("/meetings", { waitUntil: "commit" });
  await firstMeeting(page).waitFor();
  return performance.now() - begunAt;
};

/** How many round trips there are one after the other until the list is there: by what it is later on a line with latency. */
const roundTrips = async ({ page, devTools }: Opened, rounds: number): Promise<Figure> => {
  const counts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const setLatency = (latency: number) =>
      devTools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    const near = await untilList(page);
    await setLatency(latencyMs);
    const far = await untilList(page);
    await setLatency(0);
    counts.push((far - near) / latencyMs);
  }
  return figureOf("round trips one after the other until then, scripts known", "count", counts);
};

/** From the address to the list of meetings on a machine four times as slow, against an empty page that asks for the same rows. */
export const measureFirstList = async ({ open, stack, workspaceId }: Client, size: Size): Promise<Figure[]> => {
  const opened = await open();
  const { page, devTools, close } = opened;
  const { apiUrl, webUrl, publishableKey } = stack.file;
  const rounds = size === "quick" ? 3 : 11;
  const trips = size === "quick" ? [] : [await roundTrips(opened, 5)];
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const lists: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    lists.push(await untilList(page));
    await page.goto("about:blank");
    const begunAt = performance.now();
    await page.goto(`${webUrl}/config.json`);
    await page.evaluate(askBare, { apiUrl, publishableKey, workspaceId });
    floors.push(performance.now() - begunAt);
  }
  await close();
  const floor = { what: "an empty page that asks the same", rounds: floors };
  return [figureOf(`first list, ${slowdown} times as slow a processor`, "ms", lists, floor), ...trips];
};
