import { type Context, Hono } from "hono";
import * as z from "zod";
import {
  type MemberAnswer,
  changeRole,
  memberRoleSchema,
  removeMember,
} from "@shared/pipeline/members/change-members.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forAdministrator, forEveryMember } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { problem } from "../body.ts";

const scope = z.object({ workspaceId: z.uuid().optional() });
const roleSchema = scope.extend({ role: memberRoleSchema });

const refusal = "Only an owner or administrator of the workspace may change who is in it.";
const noMember = problem("not_found", "There is no such person in this workspace.");
const lastOwner = problem("last_owner", "A workspace has at least one owner. Make somebody else an owner first.");
const forOwners = problem("forbidden", "Only an owner may make an owner, or change or remove one.");

const answerOf = (c: Context, answer: MemberAnswer, status: string) => {
  switch (answer) {
    case "done":
      return c.json({ status });
    case "not_found":
      return c.json(noMember, 404);
    case "forbidden":
      return c.json(forOwners, 403);
    case "last_owner":
      return c.json(lastOwner, 409);
  }
};

/** `PATCH /members/:userId` changes somebody's role; `DELETE /members/:userId` removes them, and for oneself: leaves. */
export const members = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  const idOf = (c: Context): string | null => z.uuid().safeParse(c.req.param("userId")).data ?? null;

  routes.patch("/:userId", async (c) => {
    const { data, error } = await forAdministrator(c, database, roleSchema, refusal);
    if (error) return error;
    const member = idOf(c);
    if (member === null) return c.json(noMember, 404);
    const { workspaceId } = data.membership;
    const answer = await changeRole(database, { workspaceId, actor: c.var.userId, member, role: data.body.role });
    return answerOf(c, answer, "changed");
  });

  routes.delete("/:userId", async (c) => {
    const member = idOf(c);
    const allowed = member === c.var.userId ? forEveryMember : forAdministrator;
    const { data, error } = await allowed(c, database, scope, refusal);
    if (error) return error;
    if (member === null) return c.json(noMember, 404);
    const answer = await removeMember(database, {
      workspaceId: data.membership.workspaceId,
      actor: c.var.userId,
      member,
    });
    // Their webhook goes from Fathom.
    if (answer === "done") ringWorker();
    return answerOf(c, answer, "removed");
  });
  return routes;
};
