import { Hono } from "hono";
import * as z from "zod";
import { connectFathom, makeFathomToken } from "@shared/pipeline/connect/connect-fathom.ts";
import { mayAdminister, membershipOf } from "@shared/pipeline/connect/workspace-role.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const integrationSchema = z.object({
  workspaceId: z.uuid().optional(),
  fathomUserEmail: z.email().max(254),
  signingSecret: z.string().trim().min(1).max(500).optional(),
});
const tokenSchema = z.object({ workspaceId: z.uuid().optional() });

const notAllowed = problem("forbidden", "Only an owner or administrator of the workspace may connect Fathom.");
const noWorkspace = problem("not_found", "There is no such workspace.");
const noIntegration = problem("not_found", "This workspace has no such Fathom integration.");

/** `POST /fathom-integrations` connects a Fathom user; `POST /fathom-integrations/:id/token` makes a URL for Zapier. */
export const fathomIntegrations = ({ database, crm, functionsUrl }: ApiContext) => {
  const context = { database, sealer: crm.sealer, functionsUrl };
  const routes = new Hono<SignedIn>();

  routes.post("/", async (c) => {
    const { data: credentials, error } = await parseBody(c, integrationSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const membership = await membershipOf(database, c.var.userId, credentials.workspaceId);
    if (!membership) return c.json(noWorkspace, 404);
    if (!mayAdminister(membership)) return c.json(notAllowed, 403);
    const result = await connectFathom(context, membership.workspaceId, c.var.userId, credentials);
    return result.error ? c.json(problem(result.error.code, result.error.message), 422) : c.json(result.data);
  });

  routes.post("/:id/token", async (c) => {
    const { data, error } = await parseBody(c, tokenSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const membership = await membershipOf(database, c.var.userId, data.workspaceId);
    if (!membership) return c.json(noWorkspace, 404);
    if (!mayAdminister(membership)) return c.json(notAllowed, 403);
    const integrationId = z.uuid().safeParse(c.req.param("id")).data;
    const made = integrationId ? await makeFathomToken(context, membership.workspaceId, integrationId) : null;
    return made ? c.json(made) : c.json(noIntegration, 404);
  });
  return routes;
};
