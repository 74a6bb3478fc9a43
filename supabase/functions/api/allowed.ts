import type { Context } from "hono";
import type * as z from "zod";
import { type Membership, mayAdminister, maySeeTeam, membershipOf } from "@shared/pipeline/connect/workspace-role.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { Database } from "@shared/platform/database.ts";
import { type Result, fail, ok } from "@shared/platform/result.ts";
import { parseBody, problem } from "./body.ts";

/** What is asked for, parsed, and by whom in which workspace; or the answer to give. */
type Asked<Body> = Result<{ body: Body; membership: Membership }, Response>;

/**
 * What a member with enough rights asks for. A failure is the answer to give: 400 for a wrong body, 404 for no such workspace,
 * 403 with `refusal` for whoever may not. @throws DatabaseError
 */
const forMember =
  (may: (membership: Membership) => boolean) =>
  async <Body extends { workspaceId?: string | undefined }>(
    c: Context<SignedIn>,
    database: Database,
    schema: z.ZodType<Body>,
    refusal: string,
  ): Promise<Asked<Body>> => {
    const { data: body, error } = await parseBody(c, schema);
    if (error !== null) return fail(c.json(problem("invalid_request", error), 400));
    const membership = await membershipOf(database, c.var.userId, body.workspaceId);
    if (!membership) return fail(c.json(problem("not_found", "There is no such workspace."), 404));
    if (!may(membership)) return fail(c.json(problem("forbidden", refusal), 403));
    return ok({ body, membership });
  };

/** For owners and administrators. */
export const forAdministrator = forMember(mayAdminister);

/** For managers and above. */
export const forManager = forMember(maySeeTeam);

export const forOwner = forMember(({ role }) => role === "owner");

/** For everybody in the workspace. */
export const forEveryMember = forMember(() => true);
