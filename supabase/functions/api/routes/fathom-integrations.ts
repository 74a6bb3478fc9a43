import { Hono } from "hono";
import * as z from "zod";
import { connectFathom, makeFathomToken } from "@shared/pipeline/connect/connect-fathom.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { forAdministrator } from "../allowed.ts";
import { problem } from "../body.ts";

const integrationSchema = z.object({
  workspaceId: z.uuid().optional(),
  fathomUserEmail: z.email().max(254),
  signingSecret: z.string().trim().min(1).max(500).optional(),
});
const tokenSchema = z.object({ workspaceId: z.uuid().optional() });

const refusal = "Only an owner or administrator of the workspace may connect Fathom.";
const noIntegration = problem("not_found", "This workspace has no such Fathom integration.");

/** `POST /fathom-integrations` connects a Fathom user; `POST /fathom-integrations/:id/token` makes a URL for Zapier. */
export const fathomIntegrations = ({ database, crm, functionsUrl }: ApiContext) => {
  const context = { database, sealer: crm.sealer, functionsUrl };
  const routes = new Hono<SignedIn>();

  routes.post("/", async (c) => {
    const { data, error } = await forAdministrator(c, database, integrationSchema, refusal);
    if (error) return error;
    const result = await connectFathom(context, data.membership.workspaceId, c.var.userId, data.body);
    return result.error ? c.json(problem(result.error.code, result.error.message), 422) : c.json(result.data);
  });

  routes.post("/:id/token", async (c) => {
    const { data, error } = await forAdministrator(c, database, tokenSchema, refusal);
    if (error) return error;
    const integrationId = z.uuid().safeParse(c.req.param("id")).data;
    const made = integrationId ? await makeFathomToken(context, data.membership.workspaceId, integrationId) : null;
    return made ? c.json(made) : c.json(noIntegration, 404);
  });
  return routes;
};
