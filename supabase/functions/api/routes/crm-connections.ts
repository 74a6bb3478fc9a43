import { Hono } from "hono";
import * as z from "zod";
import { type ConnectFailure, connectCrm, testPipedrive } from "@shared/pipeline/connect/connect-crm.ts";
import { mayAdminister, membershipOf } from "@shared/pipeline/connect/workspace-role.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const credentialsSchema = z.object({
  workspaceId: z.uuid().optional(),
  companyDomain: z.string().trim().min(1, "is empty").max(200, "is too long"),
  apiToken: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(200, "is too long")
    .regex(/^[\x21-\x7e]+$/, "holds characters that no API token has"),
});

const statusOf = ({ code }: ConnectFailure): 422 | 429 | 502 => {
  if (code === "rate_limited") return 429;
  return code === "unavailable" || code === "uncertain" ? 502 : 422;
};

/** `POST /crm-connections/pipedrive/test` tries credentials; `POST /crm-connections/pipedrive` tries and saves them. */
export const crmConnections = ({ database, crm }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  for (const path of ["/pipedrive/test", "/pipedrive"]) {
    routes.post(path, async (c) => {
      const { data: credentials, error } = await parseBody(c, credentialsSchema);
      if (error !== null) return c.json(problem("invalid_request", error), 400);
      const membership = await membershipOf(database, c.var.userId, credentials.workspaceId);
      if (!membership) return c.json(problem("not_found", "There is no such workspace."), 404);
      if (!mayAdminister(membership)) {
        return c.json(
          problem("forbidden", "Only an owner or administrator of the workspace may connect Pipedrive."),
          403,
        );
      }
      const result = path.endsWith("/test")
        ? await testPipedrive(credentials, crm)
        : await connectCrm(database, membership.workspaceId, credentials, crm);
      if (result.error) return c.json(problem(result.error.code, result.error.message), statusOf(result.error));
      return c.json(result.data);
    });
  }
  return routes;
};
