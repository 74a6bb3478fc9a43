import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Turnstile } from "../../platform/turnstile.ts";
import { type FathomApi, triggers } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { contentOf, contentPage } from "../fathom/content-page.ts";
import { endAfterFailure } from "../fathom/job-failure.ts";
import { type Listed, readListed, toListedItems } from "../fathom/listed-item.ts";
import type { OpenFathom } from "../fathom/open-fathom.ts";
import { isWanted } from "../fathom/wanted.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";

export interface ImportContext {
  database: Database;
  openFathom: OpenFathom;
  backoff: Backoff;
  /** To what holds a page with content in memory. */
  turnstile: Turnstile;
}

const workSchema = z.object({
  integrationId: z.uuid().nullable(),
  fathomUserEmail: z.string().nullable(),
  triggeredFor: z.array(z.enum(triggers)).nullable(),
  sealedKey: z.string().nullable(),
  since: z.string().nullable(),
  until: z.string(),
  isCounted: z.boolean(),
  /** How many more are asked for; null: all there are. */
  room: z.int().nullable(),
  cursor: z.string().nullable(),
});

/** A page, as `take_import_page` takes it. */
type Turn = { next: string | null; calls: number; isPartial?: boolean } & ({ wanted: number } | { items: Listed[] });

/** Tries of one page before the import stands still for a person to look at: about half an hour. */
const mostTries = 4;
/** While another import of this worker has a page in hand, so that what comes in meanwhile is worked on. */
const afterTheOthersMs = 2000;
/** When a page is too large, so many of its meetings a turn are fetched one by one. */
const oneByOne = 5;

const notConnected =
  "This Fathom account is not connected with an API key any more. Connect it again, then resume the import.";
const lostItsWay = "Fathom does not know the page any more at which the import was. Resume it to begin its round anew.";

/**
 * One turn of an import: counts or fetches a page and puts what is new into the inbox, from where it goes the way of every
 * delivery. Then the job is queued again until there is nothing more. @throws DatabaseError, SealError
 */
export const importPage = async (context: ImportContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database } = context;
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_import", mine));
  // The lease was lost, or the import was cancelled.
  if (!loaded) return { end: "lost" };
  const work = workSchema.parse(loaded);
  const halt = async (state: "paused" | "failed", reason: string): Promise<JobEnd> => {
    await settleOrThrow(database.rpc("halt_import", { ...mine, new_state: state, reason }));
    return { end: "ended" };
  };
  const { integrationId, sealedKey, fathomUserEmail, triggeredFor } = work;
  if (!integrationId || !sealedKey || !fathomUserEmail || !triggeredFor) return halt("paused", notConnected);

  const leave = work.isCounted ? context.turnstile.tryEnter() : () => undefined;
  if (leave === null) return { end: "parked", delayMs: afterTheOthersMs, failure: "Another import has its turn." };
  try {
    const api = await context.openFathom({ integrationId, sealedKey });
    const wanted = (listed: Listed): boolean => isWanted(listed, { fathomUserEmail, triggeredFor });
    const { data: turn, error } = await (work.isCounted ? fetchTurn : countTurn)({
      api,
      database,
      integrationId,
      wanted,
      signal,
      query: { createdBefore: work.until, ...(work.since === null ? {} : { createdAfter: work.since }) },
      room: work.room ?? Number.POSITIVE_INFINITY,
      cursor: work.cursor,
    });
    if (error) {
      const end = await endAfterFailure(error, { integrationId, sealedKey }, { ...context, attempt: job.attempt });
      if (end === null) return halt("failed", work.cursor === null ? error.message : lostItsWay);
      if (end.end === "ended") return end;
      if (end.end === "retry" && job.attempt >= mostTries) return halt("paused", error.message);
      await settleOrThrow(database.rpc("note_import_trouble", { ...mine, reason: troubleOf(error.message, end) }));
      return end;
    }
    const page = "items" in turn ? { ...turn, items: await toListedItems(turn.items) } : turn;
    const taken = await settleOrThrow(database.rpc("take_import_page", { ...mine, page }));
    return { end: taken === "lost" ? "lost" : "ended" };
  } finally {
    leave();
  }
};

const minuteMs = 60_000;

/** Said so that it stays true while somebody reads it. */
const soon = (ms: number): string =>
  ms <= minuteMs ? "within a minute" : `in about ${Math.ceil(ms / minuteMs)} minutes`;

/** What keeps it from going on just now, for whoever watches. */
const troubleOf = (message: string, end: JobEnd): string =>
  end.end === "parked"
    ? `Fathom takes no more calls just now. The import goes on by itself ${soon(end.delayMs)}.`
    : `${message.replace(/ Try again later\.$/, "")} It is tried again by itself.`;

interface Place {
  api: FathomApi;
  database: Database;
  integrationId: string;
  wanted: (listed: Listed) => boolean;
  query: { createdAfter?: string; createdBefore: string };
  room: number;
  cursor: string | null;
  signal: AbortSignal;
}

const lightPage = async ({ api, query, cursor, signal }: Place) => {
  const { data, error } = await api.listMeetings({ ...query, includeContent: false }, cursor, signal);
  return error ? fail(error) : ok({ items: data.items.map(readListed), nextCursor: data.nextCursor });
};

const countTurn = async (place: Place): Promise<Result<Turn, FathomFailure>> => {
  const { data, error } = await lightPage(place);
  if (error) return fail(error);
  return ok({ wanted: data.items.filter(place.wanted).length, next: data.nextCursor, calls: 1 });
};

const fetchTurn = async (place: Place): Promise<Result<Turn, FathomFailure>> => {
  const { data, error } = await contentPage(place.api, place.query, place.cursor, place.signal);
  if (error?.kind === "too_large") return fetchOneByOne(place);
  if (error) return fail(error);
  return ok({ items: data.items.filter(place.wanted), next: data.nextCursor, calls: 1 });
};

/** A page too large to be fetched whole: some of its meetings a turn, and the page is over when none is left. */
const fetchOneByOne = async (place: Place): Promise<Result<Turn, FathomFailure>> => {
  const { data: page, error } = await lightPage(place);
  if (error) return fail(error);
  const lights = page.items.filter(place.wanted);
  const unknown = await settleOrThrow(
    place.database.rpc("find_missing", {
      integration: place.integrationId,
      items: (await toListedItems(lights)).map((item) => ({ ...item, body: "" })),
      only_unknown: true,
    }),
  );
  const missing = lights.filter(({ meeting }) => meeting !== null && unknown?.includes(meeting.externalId));
  const fetched = new Map<Listed, Listed>();
  let calls = 2;
  for (const light of missing.slice(0, Math.min(oneByOne, place.room))) {
    const { data: content, error: failure } = await contentOf(place.api, light, place.signal);
    calls += 1;
    if (failure && fetched.size === 0) return fail(failure);
    if (failure) break;
    fetched.set(light, content);
  }
  if (fetched.size < Math.min(missing.length, place.room)) {
    return ok({ items: [...fetched.values()], next: place.cursor, calls, isPartial: true });
  }
  return ok({ items: lights.map((light) => fetched.get(light) ?? light), next: page.nextCursor, calls });
};
