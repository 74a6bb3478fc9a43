import * as z from "zod";
import { callSimulator } from "./call-simulator.ts";
import { theStack } from "./the-stack.ts";

const noteSchema = z.looseObject({ id: z.number(), person_id: z.number().nullable(), content: z.string() });
const requestSchema = z.looseObject({ method: z.string(), path: z.string() });

const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
  callSimulator(theStack().pipedriveUrl, method, path, body);

/** The far side of the network, seen from above. */
export const simulatedPipedrive = {
  /** Notes whose content holds the text; every note without one. */
  notes: async (text = "") => {
    const { notes } = z.object({ notes: z.array(noteSchema) }).parse(await call("GET", "/notes"));
    return notes.filter(({ content }) => content.includes(text));
  },
  addPerson: async (name: string, ...emails: string[]) =>
    z.looseObject({ id: z.number() }).parse(await call("POST", "/people", { name, emails })),
  deletePerson: (id: number) => call("DELETE", `/people/${id}`),
  fault: (fault: { kind: string; times?: number | "always"; method?: string; path?: string; milliseconds?: number }) =>
    call("POST", "/faults", fault),
  clearFaults: () => call("DELETE", "/faults"),
  latency: (milliseconds: number) => call("PUT", "/latency", { milliseconds }),
  requests: async () => z.object({ requests: z.array(requestSchema) }).parse(await call("GET", "/requests")).requests,
  clearRequests: () => call("DELETE", "/requests"),
  tokensUsed: async () => z.object({ used: z.number() }).parse(await call("GET", "/tokens")).used,
};
