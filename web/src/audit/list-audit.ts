import { momentsOf } from "@/filters/days.ts";
import { dataOf } from "@/lib/data-error.ts";
import type { DatabaseClient } from "@/lib/database.ts";
import type { ListPage, Place } from "@/lib/use-pages.ts";
import { type OutcomeStatus, outcomeStatus } from "@/meetings/outcome.ts";
import type { AuditFilter } from "./audit-search.ts";

export const PAGE_SIZE = 50;

const wanted = (workspaceId: string, filter: AuditFilter) => {
  const { from, before } = momentsOf(filter);
  return {
    workspace: workspaceId,
    ...(from && { processed_from: from }),
    ...(before && { processed_before: before }),
    ...(filter.q && { words: filter.q }),
  };
};

const readPage = async (
  database: DatabaseClient,
  workspaceId: string,
  filter: AuditFilter,
  after: Place | null,
  signal: AbortSignal,
) => {
  const query = database.rpc("audit_page", {
    ...wanted(workspaceId, filter),
    ...(filter.outcome && { with_status: filter.outcome }),
    ...(after && { after_at: after.at, after_id: after.id }),
    most: PAGE_SIZE + 1,
  });
  return dataOf(await query.abortSignal(signal));
};

export type AuditLine = Awaited<ReturnType<typeof readPage>>[number];

/** One page of the audit trail that the signed-in person may see, newest first. */
export const listAudit = async (...asked: Parameters<typeof readPage>): Promise<ListPage<AuditLine>> => {
  const found = await readPage(...asked);
  const items = found.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  const next = found.length > PAGE_SIZE && last ? { at: last.processed_at, id: last.attendee_outcome_id } : null;
  return { items, next };
};

export type AuditCounts = ReadonlyMap<OutcomeStatus, number>;

/** How many lines of a filter there are with each outcome; 10,001 for more than 10,000. */
export const countAudit = async (
  database: DatabaseClient,
  workspaceId: string,
  filter: AuditFilter,
  signal: AbortSignal,
): Promise<AuditCounts> => {
  const rows = dataOf(await database.rpc("audit_counts", wanted(workspaceId, filter)).abortSignal(signal));
  return new Map(rows.map(({ status, attendees }) => [outcomeStatus(status), attendees]));
};

/** Of the whole filter, its outcome too. */
export const totalOf = (counts: AuditCounts, outcome: OutcomeStatus | undefined): number =>
  outcome ? (counts.get(outcome) ?? 0) : [...counts.values()].reduce((sum, count) => sum + count, 0);

export const attendeesWords = (count: number): string =>
  count === 1 ? "1 attendee" : `${count.toLocaleString("en")} attendees`;
