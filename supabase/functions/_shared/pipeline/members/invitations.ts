import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { randomToken, sha256 } from "../../platform/hash.ts";

/** What one can be invited to: owners are made by owners. */
export const invitedRoleSchema = z.enum(["admin", "manager", "member"]);

export interface Invitation {
  workspaceId: string;
  /** Who invites. */
  actor: string;
  email: string;
  role: z.infer<typeof invitedRoleSchema>;
}

const invitedSchema = z.enum(["done", "forbidden", "member", "too_many"]);

/** Makes an invitation; a former one for the same address ends. The token is known to nobody but who gets this. @throws DatabaseError */
export const invite = async (
  database: Database,
  { workspaceId, actor, email, role }: Invitation,
): Promise<{ token: string } | Exclude<z.infer<typeof invitedSchema>, "done">> => {
  const token = randomToken();
  const order = {
    workspace: workspaceId,
    actor,
    address: email,
    invited_role: role,
    token_sha256: await sha256(token),
  };
  const answer = invitedSchema.parse(await settleOrThrow(database.rpc("invite_member", order)));
  return answer === "done" ? { token } : answer;
};

/** False when the workspace has no such open invitation. @throws DatabaseError */
export const revokeInvitation = async (database: Database, workspaceId: string, id: string): Promise<boolean> => {
  const rows = await settleOrThrow(
    database
      .from("workspace_invitations")
      .update({ revoked_at: new Date().toISOString() })
      .eq("workspace_id", workspaceId)
      .eq("id", id)
      .is("accepted_at", null)
      .is("revoked_at", null)
      .select("id"),
  );
  return (rows ?? []).length > 0;
};

const seenSchema = z.object({ workspace: z.string(), email: z.string(), role: invitedRoleSchema }).nullable();

/** The first letter and the domain: enough to know one's own address by, too little to sign up with somebody else's. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf("@");
  const [first = ""] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
};

/** What whoever has the link may know of an open invitation; null when it is none. @throws DatabaseError */
export const lookAtInvitation = async (database: Database, token: string) => {
  const query = database.rpc("look_at_invitation", { token_sha256: await sha256(token) });
  const seen = seenSchema.parse(await settleOrThrow(query));
  return seen && { workspaceName: seen.workspace, email: maskEmail(seen.email), role: seen.role };
};

const acceptedSchema = z.discriminatedUnion("answer", [
  z.object({ answer: z.literal("joined"), workspaceId: z.uuid() }),
  z.object({ answer: z.enum(["not_open", "other_address"]) }),
]);

/** Joins the workspace; the same person again is told the same. @throws DatabaseError */
export const acceptInvitation = async (database: Database, userId: string, token: string) =>
  acceptedSchema.parse(
    await settleOrThrow(database.rpc("accept_invitation", { invitee: userId, token_sha256: await sha256(token) })),
  );
