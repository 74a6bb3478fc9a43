import * as z from "zod";
import { callSimulator } from "./call-simulator.ts";
import { theStack } from "./the-stack.ts";

const messageSchema = z.looseObject({ webhook: z.string(), text: z.string(), blocks: z.array(z.unknown()) });
const addressSchema = z.object({ url: z.string() });

const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
  callSimulator(theStack().slackUrl, method, path, body);

/** The path of a webhook, as faults name it. */
export const pathOf = (webhookUrl: string): string => new URL(webhookUrl).pathname;

/** A team in Slack, seen from above. */
export const simulatedSlack = {
  /** The address of a webhook of its own. */
  addWebhook: async () => addressSchema.parse(await call("POST", "/webhooks", {})).url,
  /** What was shown through a webhook, in order. */
  messages: async (webhookUrl: string) => {
    const { messages } = z.object({ messages: z.array(messageSchema) }).parse(await call("GET", "/messages"));
    return messages.filter(({ webhook }) => pathOf(webhookUrl).startsWith(`/services/${webhook}/`));
  },
  fault: (fault: { kind: string; times?: number | "always"; path?: string; milliseconds?: number }) =>
    call("POST", "/faults", fault),
  clearFaults: () => call("DELETE", "/faults"),
};
