import { Hono } from "hono";
import * as z from "zod";
import { onlyJson } from "../shared/only-json.ts";
import type { FathomControls } from "./controls.ts";
import { fathomFaultSchema } from "./faults.ts";
import { listEnds } from "./pages-of.ts";
import { shares } from "./records.ts";
import { scenarios } from "./end-meeting.ts";
import { triggers } from "./webhook-schema.ts";

const guestSchema = z.strictObject({ name: z.string().nullable(), email: z.string().nullable() });
const scenarioSchema = z.custom<keyof typeof scenarios>(
  (value) => typeof value === "string" && Object.hasOwn(scenarios, value),
);

/** A meeting to end, as JSON or from the page's form. */
export const endMeetingSchema = z.strictObject({
  recordedBy: z.string(),
  title: z.string().min(1).optional(),
  guests: z.array(guestSchema).optional(),
  minutes: z.number().positive().max(1440).optional(),
  scenario: scenarioSchema.optional(),
  sharedWith: z.enum(shares).optional(),
  sharedWithPeople: z.array(z.string()).optional(),
  alsoRecordedBy: z.string().optional(),
});

export const addPastSchema = z.strictObject({
  recordedBy: z.string(),
  count: z.int().positive().max(5000),
  until: z.iso.datetime().optional(),
});

const newUserSchema = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  team: z.string().min(1).optional(),
  plan: z.enum(["free", "team"]).optional(),
  accountAdmin: z.boolean().optional(),
  outside: z.boolean().optional(),
  apiKey: z.string().min(1).optional(),
});

const webhookSchema = z.strictObject({
  ownerEmail: z.string(),
  id: z.string(),
  url: z.url(),
  secret: z.string().startsWith("whsec_"),
  triggeredFor: z.array(z.enum(triggers)).optional(),
});

const personSchema = z.strictObject({ email: z.string() });
const visibilitySchema = z.strictObject({
  recordingId: z.int(),
  sharedWith: z.enum(shares),
  people: z.array(z.string()).optional(),
});

const limitSchema = z.strictObject({ limit: z.int().nonnegative() });

/** The controls as JSON, for other processes. What cannot be done is answered with 400 and a sentence. */
export const controlRoutes = (controls: FathomControls) => {
  const app = new Hono();
  app.use(onlyJson);
  app.onError((error, context) => context.json({ error: error.message }, 400));

  const on = <Input>(method: "post" | "put", path: string, schema: z.ZodType<Input>, act: (input: Input) => unknown) =>
    app[method](path, async (context) => {
      const input = schema.safeParse(await context.req.json().catch(() => null));
      if (!input.success) return context.json({ error: z.prettifyError(input.error) }, 400);
      const answer = act(input.data);
      return answer === undefined ? context.body(null, 204) : context.json(answer, method === "post" ? 201 : 200);
    });

  app.get("/users", (context) => context.json({ users: controls.users() }));
  on("post", "/users", newUserSchema, controls.addUser);
  on("post", "/revoked-keys", personSchema, ({ email }) => controls.revokeKey(email));
  on("post", "/restored-keys", personSchema, ({ email }) => controls.restoreKey(email));
  app.get("/meetings", (context) => context.json({ meetings: controls.meetings() }));
  on("post", "/meetings", endMeetingSchema, controls.endMeeting);
  on("post", "/past-meetings", addPastSchema, controls.addPast);
  on("put", "/visibility", visibilitySchema, ({ recordingId, sharedWith, people }) =>
    controls.setVisibility(recordingId, sharedWith, people),
  );
  app.get("/webhooks", (context) => context.json({ webhooks: controls.webhooks() }));
  on("post", "/webhooks", webhookSchema, controls.ensureWebhook);
  app.get("/deliveries", (context) => context.json({ deliveries: controls.deliveries() }));
  on("put", "/limit", limitSchema, ({ limit }) => controls.setLimit(limit));
  on("put", "/heavy-limit", limitSchema, ({ limit }) => controls.setHeavyLimit(limit));
  on("put", "/list-end", z.strictObject({ end: z.enum(listEnds) }), ({ end }) => controls.setListEnd(end));
  app.get("/calls", (context) => context.json({ calls: controls.calls() }));
  app.delete("/calls", (context) => {
    controls.clearCalls();
    return context.body(null, 204);
  });
  app.get("/faults", (context) => context.json({ faults: controls.faults() }));
  on("post", "/faults", fathomFaultSchema, (fault) => {
    controls.addFault(fault);
    return { faults: controls.faults() };
  });
  app.delete("/faults", (context) => {
    controls.resetFaults();
    return context.body(null, 204);
  });
  return app;
};
