import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import { createPipedriveSimulator } from "../../local/simulators/pipedrive/simulator.ts";
import { freePort } from "../../local/stack/ports.ts";

export interface SoakCrm {
  url: string;
  controls: PipedriveControls;
  /** Nobody listens there any more; what was under way breaks off. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

/** The day's budget is renewed after so many seconds, not at midnight. */
const shortDaySeconds = 2;

/** A Pipedrive company that can be taken away. Its budget of a day lasts; its burst limits are the real ones, per token. */
export const openCrm = async (apiTokens: string[]): Promise<SoakCrm> => {
  const { app, controls } = createPipedriveSimulator({
    apiTokens,
    sampleData: false,
    limits: { tokensPerDay: 100_000_000 },
  });
  const port = await freePort();
  let server: Server | null = null;

  const fetch: typeof app.fetch = async (request, environment) => {
    const response = await app.fetch(request, environment);
    if (response.headers.has("retry-after")) response.headers.set("retry-after", String(shortDaySeconds));
    return response;
  };
  const comeBack = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server = serve({ fetch, port, hostname: "127.0.0.1" }, () => resolve()) as Server;
      server.once("error", reject);
    });
  const goAway = async (): Promise<void> => {
    const leaving = server;
    server = null;
    leaving?.closeAllConnections();
    await new Promise((resolve) => (leaving ? leaving.close(resolve) : resolve(null)));
  };

  await comeBack();
  return { url: `http://127.0.0.1:${port}`, controls, goAway, comeBack };
};
