import type { Recording, Sharing, User } from "./records.ts";
import type { Trigger } from "./webhook-schema.ts";

const nobody: Sharing = { from: "", sharedWith: "no_teams", teams: [], people: [] };

/** With whom it is shared at that time. */
export const sharingAt = ({ sharings }: Recording, at: Date): Sharing =>
  sharings.findLast(({ from }) => Date.parse(from) <= at.getTime()) ?? nobody;

const isSharedWith = ({ sharedWith, teams, people }: Sharing, user: User, recorder: User): boolean =>
  people.includes(user.email) ||
  (recorder.outside === user.outside &&
    (sharedWith === "all_teams" || (user.team !== null && sharedWith !== "no_teams" && teams.includes(user.team))));

/** Whether the user can see it: an own one, or one that is shared with them. Nobody sees another's private ones. */
export const canSee = (user: User, recorder: User, recording: Recording, at: Date): boolean =>
  recorder.email === user.email || isSharedWith(sharingAt(recording, at), user, recorder);

/** Which of a webhook's triggers the recording is for its owner; null: one they cannot see. */
export const triggerFor = (owner: User, recorder: User, recording: Recording, at: Date): Trigger | null => {
  if (!canSee(owner, recorder, recording, at)) return null;
  const withTeams = sharingAt(recording, at).sharedWith !== "no_teams";
  if (recorder.email === owner.email) return withTeams ? "my_shared_with_team_recordings" : "my_recordings";
  return owner.plan === "team" && !recorder.outside ? "shared_team_recordings" : "shared_external_recordings";
};
