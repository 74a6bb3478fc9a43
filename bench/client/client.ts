import type { Measure } from "../figure.ts";
import { measureBundle } from "./bundle.ts";
import { measureFirstList } from "./first-list.ts";
import { measureLiveRows } from "./live-rows.ts";
import { measureMemory } from "./memory.ts";
import { openClient } from "./open-client.ts";
import { measureRequests } from "./requests.ts";

export default {
  title: "Client",
  about:
    "What a visit loads, and how the list of a thousand meetings is in a real Chromium: until it is there, while others arrive, and after an hour of live updates.",
  run: async (size) => {
    const bundle = await measureBundle();
    const client = await openClient();
    try {
      return [
        ...bundle,
        // Counts that a test of the browser holds: they do not change from run to run.
        ...(size === "quick" ? [] : await measureRequests(client)),
        ...(await measureFirstList(client, size)),
        ...(await measureMemory(client, size)),
        ...(await measureLiveRows(client, size)),
      ];
    } finally {
      await client.close();
    }
  },
} satisfies Measure;
