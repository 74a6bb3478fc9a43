import { idOf, personOf } from "./ids.ts";

/** Who asks: a person of the workspace, or the functions. */
export type Asker = "owner" | "member" | "service";

/** What is asked of the database, as the client and the functions ask it through the data API. */
export interface Question {
  name: string;
  asker: Asker;
  /** Of one workspace, by its number and its moment in the middle. */
  sql(place: Place): string;
  /** Shown in every respect; of the others only how they grow. */
  isCore?: true;
  /** At the largest size at most 1.5 times what it takes at the smallest. */
  holdsBudget?: true;
}

export interface Place {
  workspaceId: string;
  integrationId: string;
  /** A person who sees their own rows only. */
  memberId: string;
  /** A line in the middle of what there is: where a later page begins. */
  middle: { meeting: Cursor; outcome: Cursor; event: Cursor };
}

export interface Cursor {
  at: string;
  id: string;
}

export const dayMs = 86_400_000;
const monthsAgo = (months: number): string => new Date(Date.now() - months * 30 * dayMs).toISOString();
const after = ({ at, id }: Cursor): string => `'${at}', '${id}'`;

const list = (wanted: object) => (place: Place) =>
  `select * from public.search_meetings('${place.workspaceId}', '${JSON.stringify(wanted)}')`;
const count = (wanted: object) => (place: Place) =>
  `select public.count_meetings('${place.workspaceId}', '${JSON.stringify(wanted)}')`;
const deliveries = (place: Place, more = ""): string => `
  select e.id, e.state, e.origin, e.received_at, e.attempts, e.error, f.account, m.meetings from public.webhook_events e
  left join lateral (select i.fathom_user_email as account from public.fathom_integrations i where i.id = e.integration_id) f on true
  left join lateral (
    select coalesce(json_agg(json_build_object('id', t.id, 'title', t.title)), '[]') as meetings
    from public.meeting_events me join public.meetings t on t.id = me.meeting_id where me.event_id = e.id) m on true
  where e.workspace_id = '${place.workspaceId}' ${more} order by e.received_at desc, e.id desc limit 51`;
const trail = (place: Place, parameters: string): string =>
  `select * from public.audit_page('${place.workspaceId}'${parameters})`;

export const questions: Question[] = [
  {
    name: "accept a delivery",
    asker: "service",
    isCore: true,
    sql: ({ integrationId }) =>
      `select * from public.receive_webhook('fathom', 'msg_' || gen_random_uuid(), '${integrationId}', 'signature', '{}', '{"title": "Call"}', 17)`,
  },
  { name: "claim four jobs", asker: "service", isCore: true, sql: () => "select * from public.claim_jobs(4, 60)" },
  { name: "list of meetings, first page", asker: "owner", isCore: true, holdsBudget: true, sql: list({}) },
  {
    name: "list of meetings, a page in the middle",
    asker: "owner",
    isCore: true,
    sql: (place) =>
      `select * from public.search_meetings('${place.workspaceId}', '{}', ${after(place.middle.meeting)}, 200)`,
  },
  { name: "list of meetings, failed ones", asker: "owner", sql: list({ outcome: "failed" }) },
  {
    name: "list of meetings, of one person",
    asker: "owner",
    sql: list({ person: "person-8@client-1.example.org" }),
  },
  { name: "list of meetings, a member's", asker: "member", sql: list({}) },
  { name: "how many meetings there are", asker: "owner", sql: count({}) },
  { name: "search for a frequent word", asker: "owner", isCore: true, sql: list({ q: "word1" }) },
  { name: "search for a rare word", asker: "owner", sql: list({ q: "word2777" }) },
  { name: "search for two words", asker: "owner", sql: list({ q: "word40 word9" }) },
  { name: "audit trail, first page", asker: "owner", isCore: true, sql: (place) => trail(place, ", most => 51") },
  {
    name: "audit trail, a page in the middle",
    asker: "owner",
    sql: (place) => trail(place, `, null, null, null, null, ${after(place.middle.outcome)}, false, 51`),
  },
  {
    name: "audit trail, failed ones",
    asker: "owner",
    sql: (place) => trail(place, ", with_status => 'failed', most => 51"),
  },
  { name: "audit trail, a member's", asker: "member", sql: (place) => trail(place, ", most => 51") },
  {
    name: "audit trail, words that nothing has",
    asker: "owner",
    sql: (place) => trail(place, ", words => 'nobody-has-this', most => 51"),
  },
  {
    name: "audit trail, an address",
    asker: "owner",
    sql: (place) => trail(place, ", words => 'person-8@client-1.example.org', most => 51"),
  },
  {
    name: "audit trail, counts",
    asker: "owner",
    isCore: true,
    sql: ({ workspaceId }) => `select * from public.audit_counts('${workspaceId}')`,
  },
  {
    name: "export of a month, a page of 1,000 lines",
    asker: "owner",
    isCore: true,
    sql: (place) =>
      trail(
        place,
        `, processed_from => '${monthsAgo(3)}', processed_before => '${monthsAgo(2)}', oldest_first => true, most => 1000`,
      ),
  },
  { name: "inbox, first page", asker: "owner", isCore: true, sql: (place) => deliveries(place) },
  {
    name: "inbox, a page in the middle",
    asker: "owner",
    sql: (place) => {
      const { at, id } = place.middle.event;
      return deliveries(
        place,
        `and e.received_at <= '${at}' and (e.received_at < '${at}' or (e.received_at = '${at}' and e.id < '${id}'))`,
      );
    },
  },
  {
    name: "inbox, what needs attention",
    asker: "owner",
    sql: (place) => deliveries(place, "and e.state in ('dead', 'unreadable')"),
  },
  {
    name: "inbox, a member's",
    asker: "member",
    sql: (place) => deliveries(place, `and e.user_id = '${place.memberId}'`),
  },
  {
    name: "inbox, counts",
    asker: "owner",
    sql: ({ workspaceId }) => `select * from public.event_counts('${workspaceId}')`,
  },
  {
    name: "overview of twelve weeks",
    asker: "owner",
    isCore: true,
    sql: ({ workspaceId }) => `select public.overview('${workspaceId}', 'Europe/Vienna')`,
  },
  {
    name: "overview, a member's",
    asker: "member",
    sql: ({ workspaceId }) => `select public.overview('${workspaceId}', 'Europe/Vienna')`,
  },
  {
    name: "one meeting with its attendees",
    asker: "owner",
    sql: ({ middle }) =>
      `select m.id, m.title, (select json_agg(o) from public.attendee_outcomes o where o.meeting_id = m.id) from public.meetings m where m.id = '${middle.meeting.id}'`,
  },
];

/** The workspace whose figures are shown: of `generate.sql`'s the largest, by default. */
export const placeIds = (workspace: number) => ({
  workspaceId: idOf("workspace", workspace),
  integrationId: idOf("integration", workspace * 1000 + 1),
  memberId: personOf(workspace, 3),
});
