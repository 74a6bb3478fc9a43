import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { DataError } from "@/lib/data-error.ts";

/** A read that nobody answered: not refused, not failed on the server. */
const gotNoAnswer = (error: unknown): boolean => error instanceof DataError && error.status === 0;

/**
 * Whether the server is out of reach: the browser says that it has no network, or what is on the page could not be read again
 * because nobody answered. Browsers call themselves online as soon as there is any network, so neither alone is enough.
 */
export const useOffline = (): boolean => {
  const queries = useQueryClient();
  return useSyncExternalStore(
    (listen) => {
      window.addEventListener("online", listen);
      window.addEventListener("offline", listen);
      const unsubscribe = queries.getQueryCache().subscribe(listen);
      return () => {
        window.removeEventListener("online", listen);
        window.removeEventListener("offline", listen);
        unsubscribe();
      };
    },
    () => {
      if (!navigator.onLine) return true;
      const shown = queries.getQueryCache().findAll({ type: "active" });
      return shown.some(
        ({ state }) => state.data !== undefined && gotNoAnswer(state.error ?? state.fetchFailureReason),
      );
    },
  );
};
