import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import { createPipedriveSimulator } from "../../local/simulators/pipedrive/simulator.ts";
import { customerEmail } from "./load.ts";

export const apiToken = "a-token-of-the-side-by-side";

export interface Crm {
  url: string;
  controls: PipedriveControls;
  /** From now on calls fail, as often as `callsPerFailure` says. */
  beginToFail(): void;
  close(): Promise<void>;
}

const callMs = 150;
/** One call of so many is answered 500 or 429 and not done. */
const callsPerFailure = 20;

/** A Pipedrive company of its own for each receiver: its real burst limits, its people, and the failures that every API has. */
export const openCrm = async (port: number, customers: number): Promise<Crm> => {
  const { app, controls } = createPipedriveSimulator({
    apiTokens: [apiToken],
    sampleData: false,
    latencyMs: callMs,
    limits: { tokensPerDay: 1_000_000 },
  });
  for (let number = 0; number < customers; number += 1) {
    controls.addPerson({ name: `Customer ${number}`, emails: [customerEmail(number)] });
  }
  let calls = Number.NaN;
  const fetch: typeof app.fetch = (request, environment) => {
    calls += 1;
    if (calls % callsPerFailure === 0) {
      controls.addFault({ kind: calls % (2 * callsPerFailure) === 0 ? "429_burst" : "500", times: 1 });
    }
    return app.fetch(request, environment);
  };
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve({ fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
    listening.once("error", reject);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    controls,
    beginToFail: () => void (calls = 0),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
