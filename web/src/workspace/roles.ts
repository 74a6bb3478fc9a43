interface WithRole {
  role: string;
}

/** Owners and administrators set the workspace up. The server decides; here it is only about what to offer. */
export const mayAdminister = ({ role }: WithRole): boolean => role === "owner" || role === "admin";

/** Managers and above see and mend what is the whole workspace's. */
export const mayManage = (member: WithRole): boolean => mayAdminister(member) || member.role === "manager";
