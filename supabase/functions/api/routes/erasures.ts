import { Hono } from "hono";
import * as z from "zod";
import { cleanEmail } from "@shared/meetings/clean-text.ts";
import { erasePerson } from "@shared/pipeline/erase/erase-person.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { problem } from "../body.ts";

const orderSchema = z.object({
  workspaceId: z.uuid().optional(),
  // By the rule by which addresses are stored: whoever is stored can be erased.
  email: z.string().transform((typed, context) => {
    const email = cleanEmail(typed);
    if (email !== null) return email;
    context.addIssue("is no e-mail address");
    return z.NEVER;
  }),
  deleteNotes: z.boolean(),
});
const refusal = "Only an owner or administrator of the workspace may erase a person.";

/** `POST /erasures` removes a person, by e-mail address, from everything the workspace has. It cannot be undone. */
export const erasures = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  routes.post("/", async (c) => {
    const { data, error } = await forAdministrator(c, database, orderSchema, refusal);
    if (error) return error;
    const { email, deleteNotes } = data.body;
    const order = { workspaceId: data.membership.workspaceId, email, deleteNotes };
    const result = await erasePerson(database, c.var.userId, order);
    if (result.error) return c.json(problem(result.error.code, result.error.message), 409);
    ringWorker();
    return c.json(result.data);
  });
  return routes;
};
