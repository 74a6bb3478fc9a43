interface WithRole {
  role: string;
}

/** Owners and administrators set the workspace up. The server decides; here it is only about what to offer. */
export const mayAdminister = ({ role }: WithRole): boolean => role === "owner" || role === "admin";

/** Managers and above see and mend what is the whole workspace's. */
export const mayManage = (member: WithRole): boolean => mayAdminister(member) || member.role === "manager";

/** What each role may, the highest first; a role may what the ones below it may, too. */
export const ROLES = [
  { role: "owner", name: "Owner", may: "Makes other owners, and can delete the workspace." },
  { role: "admin", name: "Admin", may: "Connects accounts, changes settings, invites and removes people." },
  { role: "manager", name: "Manager", may: "Sees and mends the meetings of the whole team." },
  { role: "member", name: "Member", may: "Sees and mends their own meetings." },
] as const;

/** The name of a role; one that is not known yet as it is written. */
export const roleName = (role: string): string => ROLES.find((known) => known.role === role)?.name ?? role;

/** What a role may make of others: only owners make owners. */
export const rolesToGive = (mine: WithRole) => ROLES.filter(({ role }) => role !== "owner" || mine.role === "owner");

/** Whether somebody with one role may change or remove somebody with another. */
export const mayChange = (mine: WithRole, theirs: WithRole): boolean =>
  mine.role === "owner" || (mine.role === "admin" && theirs.role !== "owner");
