import { newTeam } from "../../tests/support/new-team.ts";
import { startThrowAwayStack } from "../../tests/support/throw-away-stack.ts";
import { apiToken } from "./crm.ts";
import type { Receiver } from "./receiver.ts";

/** Debrief as `npm start` runs it: its own functions, database and clock. What it waits between its tries is shortened so much. */
export const startDebrief = async (crmUrl: string, backoffScale: number): Promise<Receiver> => {
  const { stack, stop } = await startThrowAwayStack({
    name: "side",
    pipedriveUrl: crmUrl,
    environment: { DEBRIEF_BACKOFF_SCALE: String(backoffScale) },
  });
  try {
    const { email, secret, integrationId } = await newTeam(stack.file, { pipedriveToken: apiToken });
    return {
      name: "Debrief",
      url: `${stack.file.webhookUrl}?integration=${integrationId}`,
      secret,
      recorder: email,
      restart: async () => {
        await Promise.all([stack.killFunction("fathom-webhook"), stack.killFunction("worker")]);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
