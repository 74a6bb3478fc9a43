import type { Context } from "hono";
import type * as z from "zod";
import { type Membership, mayAdminister, membershipOf } from "@shared/pipeline/connect/workspace-role.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { Database } from "@shared/platform/database.ts";
import { type Result, fail, ok } from "@shared/platform/result.ts";
import { parseBody, problem } from "./body.ts";

/**
 * What an owner or administrator asks for: the body, parsed, and the workspace it is meant for. A failure is the answer to
 * give: 400 for a wrong body, 404 for no such workspace, 403 with `refusal` for whoever may not. @throws DatabaseError
 */
export const forAdministrator = async <Body extends { workspaceId?: string | undefined }>(
  c: Context<SignedIn>,
  database: Database,
  schema: z.ZodType<Body>,
  refusal: string,
): Promise<Result<{ body: Body; membership: Membership }, Response>> => {
  const { data: body, error } = await parseBody(c, schema);
  if (error !== null) return fail(c.json(problem("invalid_request", error), 400));
  const membership = await membershipOf(database, c.var.userId, body.workspaceId);
  if (!membership) return fail(c.json(problem("not_found", "There is no such workspace."), 404));
  if (!mayAdminister(membership)) return fail(c.json(problem("forbidden", refusal), 403));
  return ok({ body, membership });
};
