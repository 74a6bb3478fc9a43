import { Hono } from "hono";
import * as z from "zod";
import { changeSettings, settingsChangeSchema, switchCapture } from "@shared/pipeline/workspace/change-settings.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator } from "../allowed.ts";
import type { ApiContext } from "../app.ts";

const settingsSchema = settingsChangeSchema.extend({ workspaceId: z.uuid().optional() });
const captureSchema = z.object({ workspaceId: z.uuid().optional(), on: z.boolean() });
const refusal = "Only an owner or administrator of the workspace may change its settings.";

/** `PATCH /workspaces/settings` changes how a workspace logs; `POST /workspaces/capture` keeps what is refused for an hour. */
export const workspaces = ({ database, crm }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.patch("/settings", async (c) => {
    const { data, error } = await forAdministrator(c, database, settingsSchema, refusal);
    if (error) return error;
    return c.json(await changeSettings(database, data.membership.workspaceId, data.body));
  });

  routes.post("/capture", async (c) => {
    const { data, error } = await forAdministrator(c, database, captureSchema, refusal);
    if (error) return error;
    return c.json(await switchCapture(database, data.membership.workspaceId, data.body.on, crm.clock.now()));
  });
  return routes;
};
