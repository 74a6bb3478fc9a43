import { mayManage } from "@/workspace/roles.ts";

interface Member {
  workspace_id: string;
  role: string;
}

/** Where changes are told to this person: managers hear of the whole workspace, everybody else of what is theirs. */
export const topicOf = (userId: string, member: Member): string =>
  mayManage(member) ? `workspace:${member.workspace_id}` : `user:${userId}:${member.workspace_id}`;
