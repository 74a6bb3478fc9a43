import * as z from "zod";
import type { EndMeeting } from "../../local/simulators/fathom/end-meeting.ts";
import type { FaultInput } from "../../local/simulators/fathom/faults.ts";
import { callSimulator } from "./call-simulator.ts";
import { theStack } from "./the-stack.ts";

const keySchema = z.object({ apiKey: z.string() });
const webhookSchema = z.object({ id: z.string(), url: z.string(), secret: z.string(), owner: z.string() });

const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
  callSimulator(theStack().fathomUrl, method, path, body);

/** Fathom, seen from above. */
export const simulatedFathom = {
  /** A user outside of the sample company, so that tests do not see each other; the key is what they would paste. */
  addUser: async (email: string, name = "Ana Recorder") =>
    keySchema.parse(await call("POST", "/users", { name, email, outside: true })).apiKey,
  addPast: (recordedBy: string, count: number) => call("POST", "/past-meetings", { recordedBy, count }),
  endMeeting: (meeting: EndMeeting) => call("POST", "/meetings", meeting),
  revokeKey: (email: string) => call("POST", "/revoked-keys", { email }),
  /** The webhooks that a user has. */
  webhooks: async (email: string) => {
    const { webhooks } = z.object({ webhooks: z.array(webhookSchema) }).parse(await call("GET", "/webhooks"));
    return webhooks.filter(({ owner }) => owner === email);
  },
  fault: (fault: FaultInput) => call("POST", "/faults", fault),
  clearFaults: () => call("DELETE", "/faults"),
};
