import { fail, ok, type Result } from "@shared/platform/result.ts";
import * as z from "zod/mini";
import { momentsOf } from "@/filters/days.ts";
import type { ApiCaller, ApiFailure } from "@/lib/call-api.ts";
import type { AuditFilter } from "./audit-search.ts";
import { createRowCounter } from "./row-counter.ts";

export interface Exported {
  name: string;
  content: Blob;
  /** Without the one that names the columns. */
  rows: number;
}

const failureSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const UNREACHABLE = fail({
  code: "unreachable",
  message: "The server cannot be reached. Check your internet connection, then try again.",
});
const SESSION_ENDED = fail({ code: "session_ended", message: "Your session has ended. Sign in again." });
const UNREADABLE = fail({ code: "unreadable", message: "The server gave an answer that Debrief does not understand." });
const BROKEN_OFF = fail({
  code: "broken_off",
  message: "The file broke off before its end, so it was not saved. Try again.",
});

const addressOf = (workspaceId: string, filter: AuditFilter): string => {
  const { from, before } = momentsOf(filter);
  const search = { workspaceId, outcome: filter.outcome, from, before, q: filter.q };
  const known = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `audit.csv?${new URLSearchParams(known)}`;
};

const nameOf = (response: Response): string =>
  /filename="([\w.-]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "debrief-audit.csv";

const refusalOf = async (response: Response): Promise<Result<Exported, ApiFailure>> => {
  const failure = failureSchema.safeParse(await response.json().catch(() => null));
  if (failure.success) return fail(failure.data.error);
  return response.status === 401 ? SESSION_ENDED : UNREADABLE;
};

/** Fetches the audit trail as a file, and tells how many rows have come. A file that breaks off is a failure, never half a file. */
export const exportAudit = async (
  caller: ApiCaller,
  { workspaceId, filter }: { workspaceId: string; filter: AuditFilter },
  onRows: (rows: number) => void,
  signal: AbortSignal,
): Promise<Result<Exported, ApiFailure>> => {
  const token = await caller.accessToken();
  if (!token) return SESSION_ENDED;
  let response: Response;
  try {
    response = await caller.fetch(`${caller.supabaseUrl}/functions/v1/api/${addressOf(workspaceId, filter)}`, {
      headers: { authorization: `Bearer ${token}`, apikey: caller.publishableKey },
      signal,
    });
  } catch {
    return UNREACHABLE;
  }
  if (!response.ok || !response.body) return refusalOf(response);
  const counter = createRowCounter();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let rows = 0;
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      rows = Math.max(0, counter.add(part.value) - 1);
      onRows(rows);
    }
  } catch {
    return BROKEN_OFF;
  }
  return ok({ name: nameOf(response), content: new Blob(chunks, { type: "text/csv" }), rows });
};
