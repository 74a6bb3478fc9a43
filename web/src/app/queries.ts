import { QueryCache, QueryClient } from "@tanstack/react-query";
import type { SessionStore } from "@/auth/session.ts";
import { DataError, isPassing } from "@/lib/data-error.ts";

const MAX_RETRIES = 2;
/** A meeting may be read for long: whoever goes back finds the page before it as it was. */
const KEPT_MS = 30 * 60_000;

/** The store of what was read. Reads that can pass are tried again; a refused token makes the session be verified. */
export const createQueries = (sessions: SessionStore): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof DataError && error.status === 401) void sessions.verify();
      },
    }),
    defaultOptions: {
      queries: {
        // Being offline is an error like any other, shown with a way to try again, not an endless wait.
        networkMode: "always",
        retry: (failures, error) => failures < MAX_RETRIES && isPassing(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
        staleTime: 2_000,
        gcTime: KEPT_MS,
      },
    },
  });
