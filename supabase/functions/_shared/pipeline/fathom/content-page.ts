import { type Result, fail, ok } from "../../platform/result.ts";
import type { FathomApi, MeetingsQuery, Page } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { type Listed, readListed } from "./listed-item.ts";

/** Either way of a moment that is not known to the millisecond, or not to be included. */
const aroundMs = 1000;

const moved = (iso: string, byMs: number): string => new Date(Date.parse(iso) + byMs).toISOString();

/** A span of creation times that holds all of these and little else. */
export const spanOf = (moments: readonly string[]): { createdAfter: string; createdBefore: string } | null => {
  const [first, ...others] = moments.toSorted();
  if (first === undefined) return null;
  return { createdAfter: moved(first, -aroundMs), createdBefore: moved(others.at(-1) ?? first, aroundMs) };
};

// Ten meetings of usual length are 2 MB. Read and written down again a page must fit beside all else into the 256 MB of a hosted
// function; a single meeting may be as long as one that is delivered.
const mostOfAPage = 5_000_000;
const mostOfAMeeting = 10_000_000;

/** A page with summaries, transcripts and action items, read. */
export const contentPage = async (
  api: FathomApi,
  query: Omit<MeetingsQuery, "includeContent">,
  cursor: string | null,
  signal: AbortSignal,
  mostBytes = mostOfAPage,
): Promise<Result<Page<Listed>, FathomFailure>> => {
  const { data, error } = await api.listMeetings({ ...query, includeContent: true, mostBytes }, cursor, signal);
  return error ? fail(error) : ok({ items: data.items.map(readListed), nextCursor: data.nextCursor });
};

/**
 * One meeting with its content, for when a whole page is too large: a list of the moment at which it was made. When that is too
 * large as well (others were made at that moment), summary and transcript by themselves; what is too large alone is left out.
 */
export const contentOf = async (
  api: FathomApi,
  light: Listed,
  signal: AbortSignal,
): Promise<Result<Listed, FathomFailure>> => {
  const id = light.meeting?.externalId;
  const span = light.createdAt === null ? null : spanOf([light.createdAt]);
  if (id === undefined || span === null) return ok(light);
  const { data, error } = await contentPage(api, span, null, signal, mostOfAMeeting);
  if (!error) return ok(data.items.find(({ meeting }) => meeting?.externalId === id) ?? light);
  if (error.kind !== "too_large") return fail(error);
  const summary = await api.recordingSummary(id, signal);
  if (summary.error && !isWithout(summary.error)) return fail(summary.error);
  const transcript = await api.recordingTranscript(id, signal);
  if (transcript.error && !isWithout(transcript.error)) return fail(transcript.error);
  // Read as a meeting: so it is an object.
  return ok(readListed({ ...JSON.parse(light.body), default_summary: summary.data, transcript: transcript.data }));
};

const isWithout = ({ kind }: FathomFailure): boolean => kind === "not_found" || kind === "too_large";
