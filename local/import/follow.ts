import type { Clock } from "../../supabase/functions/_shared/platform/clock.ts";
import { type Database, DatabaseError, settle } from "../../supabase/functions/_shared/platform/database.ts";
import { pause } from "../../supabase/functions/_shared/platform/pause.ts";
import { type Progress, progressLine } from "./progress-line.ts";

const lookEveryMs = 2000;
/** Ids in one question: they travel in its address. */
const perQuestion = 100;
const columns = "id, state, total, done, skipped, failed, counted_at, error";

export interface FollowContext {
  database: Database;
  clock: Pick<Clock, "sleep">;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** An import that runs, and the address of its account. */
export interface Followed {
  importId: string;
  email: string;
}

/** Null when the database is away. @throws DatabaseError when it refuses to say */
const look = async (database: Database, imports: Followed[]): Promise<Map<string, Progress> | null> => {
  const found = new Map<string, Progress>();
  for (let from = 0; from < imports.length; from += perQuestion) {
    const ids = imports.slice(from, from + perQuestion).map(({ importId }) => importId);
    const { data, error } = await settle(database.from("imports").select(columns).in("id", ids));
    if (error?.kind === "unavailable") return null;
    if (error) throw new DatabaseError(error);
    for (const progress of data ?? []) found.set(progress.id, progress);
  }
  return found;
};

/**
 * Says how far imports are, whenever that has changed, until all have ended or the signal comes; answers how those that ended did. A
 * database that is away for a while is asked again. @throws DatabaseError when it refuses to say.
 */
export const follow = async (imports: Followed[], context: FollowContext): Promise<Progress[]> => {
  const { database, clock, say, signal } = context;
  const said = new Map<string, string>();
  const ended: Progress[] = [];
  let open = imports;
  while (!signal.aborted) {
    const found = await look(database, open);
    for (const { importId, email } of open) {
      const progress = found?.get(importId);
      const line = progress && `${email}: ${progressLine(progress)}`;
      if (line !== undefined && said.get(importId) !== line) say(line);
      if (line !== undefined) said.set(importId, line);
      if (progress && progress.state !== "running") ended.push(progress);
    }
    // One that is not there any more has gone with its workspace.
    if (found) open = open.filter(({ importId }) => found.get(importId)?.state === "running");
    if (open.length === 0 || !(await pause(clock, lookEveryMs, signal))) break;
  }
  return ended;
};
