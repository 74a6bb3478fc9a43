import { Hono } from "hono";
import * as z from "zod";
import { onlyJson } from "../shared/only-json.ts";
import { type FaultInput, slackFaultSchema } from "./faults.ts";
import type { PostedMessage } from "./store.ts";

/** What a test or a developer may see and turn, in code or over HTTP below `/simulator`. */
export interface SlackControls {
  /** In the order they were posted. */
  messages(): readonly PostedMessage[];
  clearMessages(): void;
  /** Makes another webhook of the team and tells its address, which is valid until the process ends. */
  addWebhook(): string;
  addFault(fault: FaultInput): void;
  faults(): readonly FaultInput[];
  clearFaults(): void;
}

export const controlRoutes = (controls: SlackControls) => {
  const app = new Hono();
  app.use(onlyJson);

  app.get("/messages", (context) => context.json({ messages: controls.messages() }));
  app.delete("/messages", (context) => {
    controls.clearMessages();
    return context.body(null, 204);
  });
  app.post("/webhooks", (context) => context.json({ url: controls.addWebhook() }, 201));
  app.get("/faults", (context) => context.json({ faults: controls.faults() }));
  app.post("/faults", async (context) => {
    const fault = slackFaultSchema.safeParse(await context.req.json().catch(() => null));
    if (!fault.success) return context.json({ error: z.prettifyError(fault.error) }, 400);
    controls.addFault(fault.data);
    return context.json({ faults: controls.faults() }, 201);
  });
  app.delete("/faults", (context) => {
    controls.clearFaults();
    return context.body(null, 204);
  });
  return app;
};
