import { focusManager, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServices, useSession } from "@/app/services.tsx";
import { setTold } from "@/lib/polling.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import type { Change } from "./change.ts";
import { createGatherer } from "./gather.ts";
import { listen } from "./listen.ts";
import { isAffected } from "./made-of.ts";
import { topicOf } from "./topic.ts";

/** Reads again what is on the page and matches; in a tab that nobody sees, when somebody does. */
const readAgain = (queries: QueryClient, changes?: Change[]): void => {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => changes === undefined || isAffected(queryKey, changes),
    refetchType: focusManager.isFocused() ? "active" : "none",
  });
};

/** Keeps what is on the page up to date with what the database tells this person. */
export const useLive = (): void => {
  const { database, queries } = useServices();
  const session = useSession();
  const membership = useMembership();
  const topic = session.kind === "signedIn" && membership ? topicOf(session.userId, membership) : null;

  useEffect(() => {
    if (topic === null) return;
    let isTold = false;
    let wasTold = false;
    const gatherer = createGatherer<Change>((changes) => readAgain(queries, changes));
    const stop = listen(database, topic, {
      onChange: gatherer.add,
      onTold: (told) => {
        setTold(told);
        // What was missed meanwhile is caught up with, and every query takes to its new interval. At first it does so with its next poll.
        if (told !== isTold && wasTold) readAgain(queries);
        isTold = told;
        wasTold ||= told;
      },
    });
    return () => {
      gatherer.stop();
      stop();
    };
  }, [topic, database, queries]);
};
