import { Hono } from "hono";
import * as z from "zod";
import { connectCrm, testPipedrive } from "@shared/pipeline/connect/connect-crm.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { forAdministrator } from "../allowed.ts";
import { refused } from "../refused.ts";

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

const refusal = "Only an owner or administrator of the workspace may connect Pipedrive.";

/** `POST /crm-connections/pipedrive/test` tries credentials; `POST /crm-connections/pipedrive` tries and saves them. */
export const crmConnections = ({ database, crm }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  for (const path of ["/pipedrive/test", "/pipedrive"]) {
    routes.post(path, async (c) => {
      const { data, error } = await forAdministrator(c, database, credentialsSchema, refusal);
      if (error) return error;
      const result = path.endsWith("/test")
        ? await testPipedrive(data.body, crm)
        : await connectCrm(database, data.membership.workspaceId, data.body, crm);
      if (result.error) return refused(c, result.error);
      return c.json(result.data);
    });
  }
  return routes;
};
