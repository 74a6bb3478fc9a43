import { fail, ok, type Result } from "../../../platform/result.ts";
import { isBody } from "../walk-bodies.ts";
import type { FathomApi, TeamMember } from "./client.ts";
import { countPeople, type SurveyedPerson } from "./count-people.ts";
import type { FathomFailure } from "./failure.ts";
import { type CursorLoop, walkPages } from "./walk-pages.ts";

/** What a key can see. */
export interface Survey {
  /** That were looked at. */
  meetings: number;
  /** There are, or may be, more than were looked at. */
  more: boolean;
  /** Recorders and members of the team: who recorded most comes first. */
  people: SurveyedPerson[];
}

const mostMemberPages = 10;

/**
 * Looks at the newest meetings, 10 a page and 6 pages unless said otherwise, without their content, and at the team. A key
 * that may not see the team knows no members, which is no failure.
 */
export const surveyAccount = async (
  api: FathomApi,
  signal: AbortSignal,
  { mostPages = 6 }: { mostPages?: number } = {},
): Promise<Result<Survey, FathomFailure>> => {
  const listed = await listMeetings(api, mostPages, signal);
  if (listed.error) return listed;
  const members = await listMembers(api, signal);
  if (members.error) return members;
  const { items, more } = listed.data;
  return ok({ meetings: items.length, more, people: countPeople(items, members.data) });
};

const listMeetings = async (api: FathomApi, mostPages: number, signal: AbortSignal) => {
  const items: unknown[] = [];
  let more = false;
  const pages = walkPages((cursor) => api.listMeetings({ includeContent: false }, cursor, signal), mostPages);
  for await (const page of pages) {
    // The end of a list that goes round in circles is not known.
    if (page.error?.kind === "cursor_loop") break;
    if (page.error) return fail(page.error);
    items.push(...page.data.items.filter(isBody));
    more = page.data.nextCursor !== null;
  }
  return ok({ items, more });
};

const listMembers = async (api: FathomApi, signal: AbortSignal): Promise<Result<TeamMember[], FathomFailure>> => {
  const members: TeamMember[] = [];
  for await (const page of walkPages((cursor) => api.teamMembers(cursor, signal), mostMemberPages)) {
    if (page.data) members.push(...page.data.items);
    else if (isFatal(page.error)) return fail(page.error);
  }
  return ok(members);
};

const isFatal = (failure: FathomFailure | CursorLoop): failure is FathomFailure =>
  !["forbidden", "not_found", "garbage", "cursor_loop"].includes(failure.kind);
