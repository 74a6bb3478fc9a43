/** Where changes are told to this person: the database decides, each time, which ones. */
export const topicOf = (userId: string, member: { workspace_id: string }): string =>
  `user:${userId}:${member.workspace_id}`;
