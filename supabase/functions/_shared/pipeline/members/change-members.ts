import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";

const answerSchema = z.enum(["done", "not_found", "forbidden", "last_owner"]);

/** What came of it. The database decides, under a lock: roles change while somebody asks. */
export type MemberAnswer = z.infer<typeof answerSchema>;

export const memberRoleSchema = z.enum(["owner", "admin", "manager", "member"]);

interface Change {
  workspaceId: string;
  /** Who asks. */
  actor: string;
  member: string;
}

/** @throws DatabaseError */
export const changeRole = async (
  database: Database,
  { workspaceId, actor, member, role }: Change & { role: z.infer<typeof memberRoleSchema> },
): Promise<MemberAnswer> =>
  answerSchema.parse(
    await settleOrThrow(database.rpc("change_member_role", { workspace: workspaceId, actor, member, new_role: role })),
  );

/** Removes somebody, or oneself. Their Fathom account is disconnected; what they recorded stays. @throws DatabaseError */
export const removeMember = async (database: Database, { workspaceId, actor, member }: Change): Promise<MemberAnswer> =>
  answerSchema.parse(await settleOrThrow(database.rpc("remove_member", { workspace: workspaceId, actor, member })));
