import * as z from "zod";
import { type Includes, domainOf, meetingBody } from "./meeting-body.ts";
import { type ListEnd, type Page, pageOf } from "./pages-of.ts";
import type { Recording, User } from "./records.ts";
import type { Store } from "./store.ts";
import { canSee } from "./visibility.ts";

const flag = z
  .enum(["true", "false"])
  .nullish()
  .transform((text) => text === "true");
const time = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform((text) => (text ? Date.parse(text) : null));

const querySchema = z.object({
  created_after: time,
  created_before: time,
  cursor: z.string().nullable(),
  meeting_type: z.string().nullable(),
  calendar_invitees_domains_type: z.enum(["all", "only_internal", "one_or_more_external"]).nullable(),
  include_transcript: flag,
  include_summary: flag,
  include_action_items: flag,
  include_crm_matches: flag,
  include_highlights: flag,
});

/** Whether the call counts as heavy: it asks for summaries or transcripts. */
export const asksForMuch = (parameters: URLSearchParams): boolean =>
  ["include_summary", "include_transcript"].some((name) => parameters.get(name) === "true");

/**
 * One page, the newest first; `parameters` as in the address. Unknown ones are ignored; null for values that make no sense and for a cursor
 * that is none of ours.
 */
export const listMeetings = (
  store: Store,
  user: User,
  parameters: URLSearchParams,
  at: Date,
  end: ListEnd,
): Page<object> | null => {
  const query = querySchema.safeParse(
    Object.fromEntries(Object.keys(querySchema.shape).map((name) => [name, parameters.get(name)])),
  );
  if (!query.success) return null;
  const { data } = query;
  const includes: Includes = {
    transcript: data.include_transcript,
    summary: data.include_summary,
    actionItems: data.include_action_items,
    crmMatches: data.include_crm_matches,
    highlights: data.include_highlights,
  };
  const found = [...store.recordings.values()]
    .filter(({ createdAt }) => {
      const created = Date.parse(createdAt);
      const told = created - (created % 1000);
      return created <= at.getTime() && told >= (data.created_after ?? told) && told <= (data.created_before ?? told);
    })
    .filter(({ meetingType }) => data.meeting_type === null || meetingType === data.meeting_type)
    .flatMap((recording) => {
      const recorder = store.users.get(recording.recordedBy);
      return recorder && isWanted(recording, recorder, user, parameters, at) ? [{ recording, recorder }] : [];
    })
    .filter(({ recording, recorder }) =>
      hasDomains(recording, recorder, data.calendar_invitees_domains_type, parameters),
    )
    .toSorted((one, other) => (positionOf(one) < positionOf(other) ? 1 : -1));
  const page = pageOf("meetings", found, positionOf, data.cursor, end);
  return page && { ...page, items: page.items.map((one) => meetingBody(one.recording, one.recorder, includes, at)) };
};

const positionOf = ({ recording }: { recording: Recording }): string => `${recording.start} ${recording.id}`;

/** Those of people outside the company only when somebody or some team is asked for by name. */
const isWanted = (recording: Recording, recorder: User, user: User, parameters: URLSearchParams, at: Date): boolean => {
  const people = parameters.getAll("recorded_by[]");
  const teams = parameters.getAll("teams[]");
  const byName = people.length > 0 || teams.length > 0;
  return (
    (people.length === 0 || people.includes(recorder.email)) &&
    (teams.length === 0 || (recorder.team !== null && teams.includes(recorder.team))) &&
    (byName || recorder.outside === user.outside) &&
    canSee(user, recorder, recording, at)
  );
};

/** A meeting belongs to the one company of its first external guest. */
const hasDomains = (
  recording: Recording,
  recorder: User,
  type: string | null,
  parameters: URLSearchParams,
): boolean => {
  const invited =
    recording.calendarTitle === null ? [] : recording.guests.flatMap(({ email }) => (email ? [email] : []));
  const company = invited.map(domainOf).find((domain) => domain !== domainOf(recorder.email));
  const domains = parameters.getAll("calendar_invitees_domains[]");
  if (domains.length > 0 && (company === undefined || !domains.includes(company))) return false;
  if (type === "only_internal") return company === undefined;
  return type !== "one_or_more_external" || company !== undefined;
};
