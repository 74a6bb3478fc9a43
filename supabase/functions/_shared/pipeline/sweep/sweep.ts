import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import type { Turnstile } from "../../platform/turnstile.ts";
import { type FathomApi, triggers } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { walkPages } from "../../sources/fathom/api/walk-pages.ts";
import { contentOf, contentPage, spanOf } from "../fathom/content-page.ts";
import { endAfterFailure } from "../fathom/job-failure.ts";
import { type Listed, readListed, toListedItems } from "../fathom/listed-item.ts";
import type { OpenFathom } from "../fathom/open-fathom.ts";
import { isWanted } from "../fathom/wanted.ts";
import type { Backoff } from "../queue/backoff.ts";
import type { Job, JobEnd } from "../queue/jobs.ts";
import { type SeenPerson, peopleIn, readMembers } from "./people.ts";

export interface SweepContext {
  database: Database;
  openFathom: OpenFathom;
  backoff: Backoff;
  /** To what holds a page with content in memory. */
  turnstile: Turnstile;
}

const workSchema = z.object({
  integrationId: z.uuid(),
  fathomUserEmail: z.string(),
  triggeredFor: z.array(z.enum(triggers)),
  sealedKey: z.string(),
  since: z.string(),
  until: z.string(),
  /** Where the list goes on; null: at its beginning. */
  cursor: z.string().nullable(),
  membersAreDue: z.boolean(),
});
type Work = z.infer<typeof workSchema>;

/** Of the list a turn: together with fetching what is missing of it, no more calls than a minute has. */
const pagesATurn = 20;
/** Of one span of time, with content. */
const mostPages = 100;

/** Then it is left to the next sweep, an hour later. */
const mostTries = 3;

type Failure = Pick<FathomFailure, "message" | "retryAfterMs"> & { kind: string };

interface Sweep {
  api: FathomApi;
  database: Database;
  job: Job;
  work: Work;
  turnstile: Turnstile;
  signal: AbortSignal;
}

/**
 * Compares an integration with what Fathom has of the last 48 hours (promise 5): what never arrived, or lacks what has been
 * made since, enters the inbox. A light list first; content is fetched only of what is missing. A long list takes several turns.
 * @throws DatabaseError, SealError
 */
export const sweep = async (context: SweepContext, job: Job, signal: AbortSignal): Promise<JobEnd> => {
  const { database } = context;
  const mine = { job: job.id, lease: job.leaseToken };
  const loaded = await settleOrThrow(database.rpc("load_sweep", mine));
  // Disconnected meanwhile; or the lease is lost, which the end of the job finds out.
  if (!loaded) return { end: "done" };
  const work = workSchema.parse(loaded);
  const api = await context.openFathom(work);
  const { data: turn, error } = await sweepWith({ api, database, job, work, turnstile: context.turnstile, signal });
  if (error) {
    const end = await endAfterFailure(error, work, { ...context, attempt: job.attempt });
    const isLast = end?.end === "retry" && job.attempt >= mostTries;
    return end === null || isLast ? { end: "dead", failure: error.message } : end;
  }
  const { people, cursor } = turn;
  const place = cursor === null ? null : { since: work.since, until: work.until, cursor };
  const kept = await settleOrThrow(database.rpc("finish_sweep", { ...mine, people, place }));
  return { end: kept === true ? "ended" : "lost" };
};

/** Who was seen, and where the list goes on. */
interface Turn {
  people: SeenPerson[];
  cursor: string | null;
}

const sweepWith = async (sweep: Sweep): Promise<Result<Turn, Failure>> => {
  const listed = await listSome(sweep);
  if (listed.error) return fail(listed.error);
  const { items, cursor } = listed.data;
  const wanted = items.filter((one) => isWanted(one, sweep.work));
  const unreadable = wanted.filter(({ meeting }) => meeting === null);
  if (unreadable.length > 0) await take(sweep, unreadable);
  const missing = await findMissing(sweep, wanted);
  const fetched = missing.length > 0 ? await fetchInTurn(sweep, missing) : ok(null);
  if (fetched.error) return fail(fetched.error);

  const members = sweep.work.membersAreDue && cursor === null ? await readMembers(sweep.api, sweep.signal) : ok([]);
  if (members.error) return fail(members.error);
  return ok({ people: peopleIn(items, members.data, sweep.work.fathomUserEmail), cursor });
};

const listSome = async ({
  api,
  work,
  signal,
}: Sweep): Promise<Result<{ items: Listed[]; cursor: string | null }, Failure>> => {
  const query = { createdAfter: work.since, createdBefore: work.until, includeContent: false };
  const list = (cursor: string | null) => api.listMeetings(query, cursor, signal);
  const items: Listed[] = [];
  let cursor: string | null = null;
  for await (const { data, error } of walkPages(list, pagesATurn, work.cursor)) {
    if (error) return fail(error);
    items.push(...data.items.map(readListed));
    cursor = data.nextCursor;
  }
  return ok({ items, cursor });
};

const findMissing = async ({ database, work }: Sweep, listed: Listed[]): Promise<Listed[]> => {
  const items = (await toListedItems(listed)).map((item) => ({ ...item, body: "" }));
  const ids = await settleOrThrow(
    database.rpc("find_missing", { integration: work.integrationId, items, only_unknown: false }),
  );
  return listed.filter(({ meeting }) => meeting !== null && ids?.includes(meeting.externalId));
};

const take = async ({ database, job }: Sweep, found: Listed[]): Promise<void> => {
  const items = await toListedItems(found);
  await settleOrThrow(database.rpc("take_swept", { job: job.id, lease: job.leaseToken, items }));
};

const fetchInTurn = async (sweep: Sweep, missing: Listed[]): Promise<Result<null, Failure>> => {
  const leave = await sweep.turnstile.enter();
  try {
    return await fetchMissing(sweep, missing);
  } finally {
    leave();
  }
};

/** The content of what is missing, page by page of the span in which it was made, or one by one where a page is too large. */
const fetchMissing = async (sweep: Sweep, missing: Listed[]): Promise<Result<null, Failure>> => {
  const { api, signal } = sweep;
  // When they were made nobody can tell: they cannot be asked for by it.
  const undated = missing.filter(({ createdAt }) => createdAt === null);
  if (undated.length > 0) await take(sweep, undated);
  const span = spanOf(missing.flatMap(({ createdAt }) => createdAt ?? []));
  if (span === null) return ok(null);
  const ids = new Set(missing.map(({ meeting }) => meeting?.externalId));
  for await (const { data, error } of walkPages((cursor) => contentPage(api, span, cursor, signal), mostPages)) {
    if (error?.kind === "too_large") return fetchOneByOne(sweep, missing);
    if (error) return fail(error);
    await take(
      sweep,
      data.items.filter(({ meeting }) => ids.has(meeting?.externalId)),
    );
  }
  return ok(null);
};

const fetchOneByOne = async (sweep: Sweep, missing: Listed[]): Promise<Result<null, Failure>> => {
  for (const light of missing) {
    const { data, error } = await contentOf(sweep.api, light, sweep.signal);
    if (error) return fail(error);
    await take(sweep, [data]);
  }
  return ok(null);
};
