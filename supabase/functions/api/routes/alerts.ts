import { Hono } from "hono";
import * as z from "zod";
import { acknowledgeAlert } from "@shared/pipeline/alert/acknowledge.ts";
import { connectSlack, disconnectSlack, testSlack } from "@shared/pipeline/alert/connect-slack.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { problem } from "../body.ts";
import { refused } from "../refused.ts";

const orderSchema = z.object({ workspaceId: z.uuid().optional() });
const webhookSchema = orderSchema.extend({ webhookUrl: z.string().trim().min(1, "is empty").max(300, "is too long") });
const refusal = "Only an owner or administrator of the workspace may change where its alerts go.";

/**
 * `POST /alerts/slack` tries and saves the address of a Slack webhook, `DELETE` forgets it, `POST /alerts/test` sends a test
 * alert; `POST /alerts/:id/acknowledge` says that a person has seen it.
 */
export const alerts = ({ database, slack }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  const context = { ...slack, database };

  routes.post("/slack", async (c) => {
    const { data, error } = await forAdministrator(c, database, webhookSchema, refusal);
    if (error) return error;
    const result = await connectSlack(data.membership.workspaceId, data.body.webhookUrl, context);
    return result.error ? refused(c, result.error) : c.json(result.data);
  });

  routes.delete("/slack", async (c) => {
    const { data, error } = await forAdministrator(c, database, orderSchema, refusal);
    if (error) return error;
    await disconnectSlack(data.membership.workspaceId, context);
    return c.json({ status: "disconnected" });
  });

  routes.post("/test", async (c) => {
    const { data, error } = await forAdministrator(c, database, orderSchema, refusal);
    if (error) return error;
    const result = await testSlack(data.membership.workspaceId, context);
    return result.error ? refused(c, result.error) : c.json(result.data);
  });

  routes.post("/:id/acknowledge", async (c) => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    const access = id ? await acknowledgeAlert(database, c.var.userId, id) : "not_found";
    if (access === "not_found") return c.json(problem("not_found", "There is no such alert."), 404);
    if (access === "forbidden") return c.json(problem("forbidden", "Alerts are for managers of the workspace."), 403);
    return c.json({ status: "acknowledged" });
  });
  return routes;
};
