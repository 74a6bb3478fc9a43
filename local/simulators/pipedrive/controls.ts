import { Hono } from "hono";
import * as z from "zod";
import { onlyJson } from "../shared/only-json.ts";
import { type FaultInput, pipedriveFaultSchema } from "./faults.ts";
import type { SeenRequest } from "./gateway.ts";
import type { NewPerson } from "./people.ts";
import type { Note, Person } from "./records.ts";

/** What a test or a developer may see and turn, in code or over HTTP below `/simulator`. */
export interface PipedriveControls {
  people(): Person[];
  /** All notes, or one person's, in the order they were written. */
  notes(personId?: number): Note[];
  addPerson(person: NewPerson): Person;
  deletePerson(id: number): boolean;
  /** Every API call since the start, without tokens. */
  requests(): readonly SeenRequest[];
  clearRequests(): void;
  /** Of today's budget. */
  tokensUsed(): number;
  addFault(fault: FaultInput): void;
  faults(): readonly FaultInput[];
  clearFaults(): void;
  setLatency(ms: number): void;
  /** Back to the sample people: no notes, no faults, no calls made. */
  reset(): void;
}

const newPersonSchema = z.strictObject({
  name: z.string().min(1),
  emails: z.array(z.string()),
  organization: z.string().min(1).exactOptional(),
  visibleTo: z.literal([1, 3, 5, 7]).exactOptional(),
  ownerId: z.int().exactOptional(),
});

const latencySchema = z.strictObject({ milliseconds: z.int().nonnegative() });

export const controlRoutes = (controls: PipedriveControls) => {
  const app = new Hono();

  app.use(onlyJson);
  app.get("/requests", (context) => context.json({ requests: controls.requests() }));
  app.delete("/requests", (context) => done(() => controls.clearRequests(), context.body(null, 204)));
  app.get("/tokens", (context) => context.json({ used: controls.tokensUsed() }));
  app.get("/notes", (context) => context.json({ notes: controls.notes() }));
  app.get("/people", (context) => context.json({ people: controls.people() }));
  app.post("/people", async (context) => {
    const person = newPersonSchema.safeParse(await context.req.json().catch(() => null));
    return person.success ? context.json(controls.addPerson(person.data), 201) : context.json(wrong(person.error), 400);
  });
  app.delete("/people/:id{\\d+}", (context) =>
    context.body(null, controls.deletePerson(Number(context.req.param("id"))) ? 204 : 404),
  );
  app.get("/faults", (context) => context.json({ faults: controls.faults() }));
  app.post("/faults", async (context) => {
    const fault = pipedriveFaultSchema.safeParse(await context.req.json().catch(() => null));
    if (!fault.success) return context.json(wrong(fault.error), 400);
    controls.addFault(fault.data);
    return context.json({ faults: controls.faults() }, 201);
  });
  app.delete("/faults", (context) => done(() => controls.clearFaults(), context.body(null, 204)));
  app.put("/latency", async (context) => {
    const latency = latencySchema.safeParse(await context.req.json().catch(() => null));
    if (!latency.success) return context.json(wrong(latency.error), 400);
    controls.setLatency(latency.data.milliseconds);
    return context.body(null, 204);
  });
  app.post("/reset", (context) => done(() => controls.reset(), context.body(null, 204)));
  return app;
};

const done = (act: () => void, response: Response): Response => {
  act();
  return response;
};

const wrong = (error: z.ZodError) => ({ error: z.prettifyError(error) });
