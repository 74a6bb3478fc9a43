import { fail, type Result } from "../../../platform/result.ts";
import type { Page } from "./client.ts";
import type { FathomFailure } from "./failure.ts";

/** The list leads back to a page that has been read. */
export interface CursorLoop {
  kind: "cursor_loop";
  status: null;
  message: string;
}

/**
 * One page after the other from `from` on (null: the first), `mostPages` at most: when the last one has a `nextCursor`, there
 * are more. A failure comes last, after the pages that could be read.
 */
export async function* walkPages<Item>(
  fetchPage: (cursor: string | null) => Promise<Result<Page<Item>, FathomFailure>>,
  mostPages: number,
  from: string | null = null,
): AsyncGenerator<Result<Page<Item>, FathomFailure | CursorLoop>> {
  const seen = new Set<string>();
  let cursor = from;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: Result<Page<Item>, FathomFailure> = await fetchPage(cursor);
    yield page;
    cursor = page.data?.nextCursor ?? null;
    // An answer with an empty text in it ends the list too.
    if (!cursor) return;
    if (seen.has(cursor)) return yield fail(loop);
    seen.add(cursor);
  }
}

const loop: CursorLoop = {
  kind: "cursor_loop",
  status: null,
  message: "Fathom's list leads back to where it was, so Debrief stopped there. Try again later.",
};
