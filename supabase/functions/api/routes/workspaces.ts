import { type Context, Hono } from "hono";
import * as z from "zod";
import { changeSettings, settingsChangeSchema, switchCapture } from "@shared/pipeline/workspace/change-settings.ts";
import { type Deletion, deleteWorkspace } from "@shared/pipeline/workspace/delete-workspace.ts";
import { createWorkspace, renameWorkspace, workspaceNameSchema } from "@shared/pipeline/workspace/name-workspace.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator, forOwner } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const settingsSchema = settingsChangeSchema.extend({ workspaceId: z.uuid().optional() });
const captureSchema = z.object({ workspaceId: z.uuid().optional(), on: z.boolean() });
const createSchema = z.object({ name: workspaceNameSchema });
const renameSchema = createSchema.extend({ workspaceId: z.uuid().optional() });
// Which one is never guessed here.
const deleteSchema = z.object({ workspaceId: z.uuid(), name: z.string(), anyway: z.boolean().default(false) });
const refusal = "Only an owner or administrator of the workspace may change its settings.";

const ownersOnly = "Only an owner may delete the workspace.";
const hasOne = problem("conflict", "You are in a workspace already. Load the page again.");
const otherName = problem("other_name", "This is not the name of the workspace. Type it exactly as it is shown.");
const fathomAway = problem(
  "fathom_away",
  "Fathom does not answer just now, so its webhooks are still there. Nothing was deleted. Try again in a minute, or delete the workspace anyway and remove the webhooks in Fathom: Settings, API Access.",
);

const deletionAnswer = (c: Context, deletion: Deletion) => {
  switch (deletion.end) {
    case "deleted":
      return c.json({ status: "deleted", webhooksLeft: deletion.webhooksLeft });
    case "forbidden":
      return c.json(problem("forbidden", ownersOnly), 403);
    case "other_name":
      return c.json(otherName, 422);
    case "fathom_away":
      return c.json(fathomAway, 502);
  }
};

/**
 * `POST /workspaces` makes one for who is in none, `PATCH /workspaces/name` renames it, `DELETE /workspaces` deletes it with all it
 * has; `PATCH /workspaces/settings` changes how it logs; `POST /workspaces/capture` keeps what is refused for an hour.
 */
export const workspaces = ({ database, crm, fathom }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.post("/", async (c) => {
    const { data, error } = await parseBody(c, createSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const workspaceId = await createWorkspace(database, c.var.userId, data.name);
    return workspaceId === null ? c.json(hasOne, 409) : c.json({ workspaceId });
  });

  routes.patch("/name", async (c) => {
    const { data, error } = await forAdministrator(c, database, renameSchema, refusal);
    if (error) return error;
    await renameWorkspace(database, data.membership.workspaceId, data.body.name);
    return c.json({ name: data.body.name });
  });

  routes.delete("/", async (c) => {
    const { data, error } = await forOwner(c, database, deleteSchema, ownersOnly);
    if (error) return error;
    const { workspaceId, name, anyway } = data.body;
    return deletionAnswer(
      c,
      await deleteWorkspace(database, fathom, { workspaceId, actor: c.var.userId, name, anyway }),
    );
  });

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
