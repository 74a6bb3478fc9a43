import { type Context, Hono } from "hono";
import * as z from "zod";
import { cleanEmail } from "@shared/meetings/clean-text.ts";
import {
  acceptInvitation,
  invite,
  invitedRoleSchema,
  lookAtInvitation,
  revokeInvitation,
} from "@shared/pipeline/members/invitations.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const scope = z.object({ workspaceId: z.uuid().optional() });
const inviteSchema = scope.extend({
  email: z.string().transform((typed, context) => {
    const email = cleanEmail(typed);
    if (email !== null) return email;
    context.addIssue("is no e-mail address");
    return z.NEVER;
  }),
  role: invitedRoleSchema,
});
const tokenSchema = z.object({ token: z.string().min(1).max(200) });

const refusal = "Only an owner or administrator of the workspace may invite people.";
const notOpen = problem(
  "not_open",
  "This invitation is not open any more: it was used, taken back or replaced, or is older than 7 days. Ask for a new link.",
);

/** `POST /invitations/look` `{token}`: for whoever has the link, signed in or not. */
export const lookAtInvitations =
  ({ database }: Pick<ApiContext, "database">) =>
  async (c: Context) => {
    const { data, error } = await parseBody(c, tokenSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const seen = await lookAtInvitation(database, data.token);
    return seen ? c.json(seen) : c.json(notOpen, 404);
  };

/**
 * `POST /invitations` makes a link that is shown once; `DELETE /invitations/:id` ends one; `POST /invitations/accept` joins the
 * workspace of one.
 */
export const invitations = ({ database }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.post("/", async (c) => {
    const { data, error } = await forAdministrator(c, database, inviteSchema, refusal);
    if (error) return error;
    const { email, role } = data.body;
    const made = await invite(database, {
      workspaceId: data.membership.workspaceId,
      actor: c.var.userId,
      email,
      role,
    });
    if (made === "forbidden") return c.json(problem("forbidden", refusal), 403);
    if (made === "member") return c.json(problem("member", "This person is in the workspace already."), 409);
    if (made === "too_many") {
      return c.json(problem("too_many", "200 invitations are open already. Take some of them back first."), 409);
    }
    return c.json({ token: made.token, email, role });
  });

  routes.post("/accept", async (c) => {
    const { data, error } = await parseBody(c, tokenSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const accepted = await acceptInvitation(database, c.var.userId, data.token);
    switch (accepted.answer) {
      case "joined":
        return c.json({ workspaceId: accepted.workspaceId });
      case "not_open":
        return c.json(notOpen, 409);
      case "other_address": {
        const sentence =
          "This invitation is for another e-mail address. Sign in with the address that it was made for.";
        return c.json(problem("other_address", sentence), 403);
      }
    }
  });

  routes.delete("/:id", async (c) => {
    const { data, error } = await forAdministrator(c, database, scope, refusal);
    if (error) return error;
    const id = z.uuid().safeParse(c.req.param("id")).data;
    const done = id !== undefined && (await revokeInvitation(database, data.membership.workspaceId, id));
    return done
      ? c.json({ status: "revoked" })
      : c.json(problem("not_found", "This workspace has no such open invitation."), 404);
  });
  return routes;
};
