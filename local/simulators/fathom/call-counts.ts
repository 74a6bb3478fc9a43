/** So many calls of one user to one endpoint that ended with one status. */
export interface CallCount {
  /** Null: with a key that is nobody's. */
  email: string | null;
  /** `GET /recordings/:id/summary`: without what stands before it in the address, and without ids. */
  endpoint: string;
  heavy: boolean;
  /** 0: it was not answered. */
  status: number;
  count: number;
}

/** Counts calls since the start, or since they were cleared. No key is ever kept. */
export const createCallCounts = () => {
  const counts = new Map<string, CallCount>();
  return {
    add(call: Omit<CallCount, "count">): void {
      const key = [call.email, call.endpoint, call.heavy, call.status].join(" ");
      counts.set(key, { ...call, count: (counts.get(key)?.count ?? 0) + 1 });
    },
    list: (): CallCount[] => [...counts.values()],
    clear: (): void => counts.clear(),
  };
};

export type CallCounts = ReturnType<typeof createCallCounts>;

export const apiBase = "/external/v1";

/** How a call is counted. */
export const endpointOf = (method: string, path: string): string =>
  `${method} ${path.replace(apiBase, "").replace(/^\/(recordings|webhooks)\/[^/]+/, "/$1/:id")}`;
