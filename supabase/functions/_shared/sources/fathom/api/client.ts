import { fail, ok, type Result } from "../../../platform/result.ts";
import type { Call } from "./call.ts";
import { type FathomFailure, notFound } from "./failure.ts";
import { createSender, type SenderOptions } from "./send.ts";
import { createdWebhookSchema, pageSchema, summarySchema, teamMemberSchema, transcriptSchema } from "./wire-schemas.ts";

export const fathomApiUrl = "https://api.fathom.ai";

/** Which recordings a webhook fires for; the two of teams need a Team plan in Fathom. */
export const triggers = [
  "my_recordings",
  "shared_external_recordings",
  "my_shared_with_team_recordings",
  "shared_team_recordings",
] as const;
export type Trigger = (typeof triggers)[number];

export interface NewWebhook {
  destinationUrl: string;
  triggeredFor: Trigger[];
}

export interface Page<Item> {
  items: Item[];
  /** Opaque; null at the end. */
  nextCursor: string | null;
}

export interface MeetingsQuery {
  /** ISO 8601, both on the time at which Fathom made the meeting: seconds after it ended. */
  createdAfter?: string;
  createdBefore?: string;
  /** E-mail addresses. Without them, what people outside of the organisation recorded is not listed. */
  recordedBy?: string[];
  /** Brings summary, transcript and action items along, which makes it a heavy call. */
  includeContent: boolean;
  /** A longer page is `too_large`; 10 MB with content unless said otherwise. */
  mostBytes?: number;
}

export interface TeamMember {
  name: string | null;
  /** Lower case. */
  email: string;
}

/**
 * What Debrief uses of Fathom's API, for one key. Each call is made once, when the limiter lets it, and takes at most 20 s
 * (60 s with content). Nothing the far side does makes it throw, and nothing odd in an item spoils its page.
 */
export interface FathomApi {
  /** At most 10 a page; the items as they came. */
  listMeetings(
    query: MeetingsQuery,
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<Result<Page<unknown>, FathomFailure>>;
  /** The summary as it came; null when there is none (yet). */
  recordingSummary(recordingId: string, signal: AbortSignal): Promise<Result<unknown, FathomFailure>>;
  /** The transcript as it came; null when there is none (yet). */
  recordingTranscript(recordingId: string, signal: AbortSignal): Promise<Result<unknown, FathomFailure>>;
  /** Who has no readable address is left out. */
  teamMembers(cursor: string | null, signal: AbortSignal): Promise<Result<Page<TeamMember>, FathomFailure>>;
  /** With transcript, summary and action items. Id and secret are told here and never again. */
  createWebhook(
    wanted: NewWebhook,
    signal: AbortSignal,
  ): Promise<Result<{ id: string; secret: string }, FathomFailure>>;
  /** `gone`: there was none with this id. */
  deleteWebhook(id: string, signal: AbortSignal): Promise<Result<"deleted" | "gone", FathomFailure>>;
}

export const createFathomApi = (options: SenderOptions): FathomApi => {
  const { read, perform } = createSender(options);

  const readContent = async (
    recordingId: string,
    what: "summary" | "transcript",
    schema: typeof summarySchema | typeof transcriptSchema,
    signal: AbortSignal,
  ): Promise<Result<unknown, FathomFailure>> => {
    // Meetings of older shapes go by other ids than recordings do.
    if (!/^\d{1,19}$/.test(recordingId)) return fail(notFound(null));
    return read({ method: "GET", path: `/recordings/${recordingId}/${what}`, heavy: true }, schema, signal);
  };

  return {
    listMeetings: (query, cursor, signal) => read(meetingsCall(query, cursor), pageSchema, signal),
    recordingSummary: (recordingId, signal) => readContent(recordingId, "summary", summarySchema, signal),
    recordingTranscript: (recordingId, signal) => readContent(recordingId, "transcript", transcriptSchema, signal),

    async teamMembers(cursor, signal) {
      const call: Call = { method: "GET", path: "/team_members", query: withCursor([], cursor), heavy: false };
      const page = await read(call, pageSchema, signal);
      if (page.error) return page;
      return ok({ ...page.data, items: page.data.items.flatMap(readMember) });
    },

    createWebhook: (wanted, signal) => read(webhookCall(wanted), createdWebhookSchema, signal),

    async deleteWebhook(id, signal) {
      const path = `/webhooks/${encodeURIComponent(id)}`;
      const answer = await perform({ method: "DELETE", path, heavy: false }, signal);
      if (answer.error?.kind === "not_found") return ok("gone");
      return answer.error ? answer : ok("deleted");
    },
  };
};

const meetingsCall = (query: MeetingsQuery, cursor: string | null): Call => {
  const { createdAfter, createdBefore, recordedBy = [], includeContent, mostBytes } = query;
  const content = ["include_summary", "include_transcript", "include_action_items"];
  const wanted = [
    ...(createdAfter === undefined ? [] : [["created_after", createdAfter]]),
    ...(createdBefore === undefined ? [] : [["created_before", createdBefore]]),
    ...recordedBy.map((email) => ["recorded_by[]", email]),
    ...(includeContent ? content.map((name) => [name, "true"]) : []),
  ];
  return { method: "GET", path: "/meetings", query: withCursor(wanted, cursor), heavy: includeContent, mostBytes };
};

const withCursor = (wanted: string[][], cursor: string | null): URLSearchParams =>
  new URLSearchParams(cursor === null ? wanted : [...wanted, ["cursor", cursor]]);

// Other properties are refused.
const webhookCall = ({ destinationUrl, triggeredFor }: NewWebhook): Call => ({
  method: "POST",
  path: "/webhooks",
  body: {
    destination_url: destinationUrl,
    triggered_for: triggeredFor,
    include_transcript: true,
    include_summary: true,
    include_action_items: true,
    include_crm_matches: false,
  },
  heavy: false,
});

const readMember = (item: unknown): TeamMember[] => {
  const { data } = teamMemberSchema.safeParse(item);
  return data === undefined ? [] : [data];
};
