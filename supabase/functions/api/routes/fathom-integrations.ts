import { type Context, Hono } from "hono";
import * as z from "zod";
import { connectFathom, makeFathomToken, revokeFathomToken } from "@shared/pipeline/connect/connect-fathom.ts";
import { connectFathomKey, disconnectFathom, rotateWebhook } from "@shared/pipeline/connect/connect-fathom-key.ts";
import { testFathomKey } from "@shared/pipeline/connect/fathom-account.ts";
import { mayActOn } from "@shared/pipeline/connect/may-act.ts";
import { triggerSchema } from "@shared/pipeline/connect/trigger.ts";
import { sweepNow } from "@shared/pipeline/sweep/sweep-now.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { forAdministrator } from "../allowed.ts";
import { problem } from "../body.ts";
import { refused } from "../refused.ts";

const apiKey = z.string().trim().min(1, "is empty").max(500, "is too long");
const email = z.email().max(254);
const scope = z.object({ workspaceId: z.uuid().optional() });
const testSchema = scope.extend({ apiKey, fathomUserEmail: email.optional() });
const integrationSchema = scope.extend({
  fathomUserEmail: email,
  apiKey: apiKey.optional(),
  triggeredFor: z.array(triggerSchema).min(1, "choose at least one").optional(),
  signingSecret: z.string().trim().min(1).max(500).optional(),
});

const refusal = "Only an owner or administrator of the workspace may connect Fathom.";
const noIntegration = problem("not_found", "This workspace has no such Fathom integration.");
const colleagues = problem("forbidden", "This Fathom account is a colleague's.");
const noKey = problem("not_connected", "This account is not connected with an API key: Debrief cannot look in Fathom.");

/**
 * `POST /fathom-integrations/test` tries an API key; `POST /fathom-integrations` connects a Fathom user with one, or by hand; below
 * `/:id`: `rotate` makes a new webhook, `sweep` looks for what is missing, `token` makes a URL for Zapier (`DELETE` revokes it),
 * and `DELETE` ends the integration.
 */
export const fathomIntegrations = ({ database, fathom, functionsUrl, ringWorker }: ApiContext) => {
  const context = { ...fathom, database, functionsUrl, ringWorker };
  const routes = new Hono<SignedIn>();
  const idOf = (c: Context): string | null => z.uuid().safeParse(c.req.param("id")).data ?? null;

  routes.post("/test", async (c) => {
    const { data, error } = await forAdministrator(c, database, testSchema, refusal);
    if (error) return error;
    const result = await testFathomKey(data.body, context);
    return result.error ? refused(c, result.error) : c.json(result.data);
  });

  routes.post("/", async (c) => {
    const { data, error } = await forAdministrator(c, database, integrationSchema, refusal);
    if (error) return error;
    const { workspaceId } = data.membership;
    const { apiKey: key, ...body } = data.body;
    const result =
      key === undefined
        ? await connectFathom(context, workspaceId, c.var.userId, body)
        : await connectFathomKey(context, workspaceId, c.var.userId, { ...body, apiKey: key });
    return result.error ? refused(c, result.error) : c.json(result.data);
  });

  routes.post("/:id/rotate", async (c) => {
    const { data, error } = await forAdministrator(c, database, scope, refusal);
    if (error) return error;
    const id = idOf(c);
    const result = id ? await rotateWebhook(context, data.membership.workspaceId, c.var.userId, id) : "not_found";
    if (result === "not_found") return c.json(noIntegration, 404);
    return result.error ? refused(c, result.error) : c.json({ status: "rotated", ...result.data });
  });

  routes.post("/:id/sweep", async (c) => {
    const id = idOf(c);
    const access = id ? await mayActOn(database, c.var.userId, "fathom_integrations", id) : "not_found";
    if (id === null || access === "not_found") return c.json(noIntegration, 404);
    if (access === "forbidden") return c.json(colleagues, 403);
    if (!(await sweepNow(database, id))) return c.json(noKey, 409);
    ringWorker();
    return c.json({ status: "queued" });
  });

  routes.delete("/:id", async (c) => {
    const { data, error } = await forAdministrator(c, database, scope, refusal);
    if (error) return error;
    const id = idOf(c);
    const done = id !== null && (await disconnectFathom(context, data.membership.workspaceId, id));
    return done ? c.json({ status: "disconnected" }) : c.json(noIntegration, 404);
  });

  routes.post("/:id/token", async (c) => {
    const { data, error } = await forAdministrator(c, database, scope, refusal);
    if (error) return error;
    const id = idOf(c);
    const made = id ? await makeFathomToken(context, data.membership.workspaceId, id) : null;
    return made ? c.json(made) : c.json(noIntegration, 404);
  });

  routes.delete("/:id/token", async (c) => {
    const { data, error } = await forAdministrator(c, database, scope, refusal);
    if (error) return error;
    const id = idOf(c);
    const done = id !== null && (await revokeFathomToken(context, data.membership.workspaceId, id));
    return done ? c.json({ status: "revoked" }) : c.json(noIntegration, 404);
  });
  return routes;
};
