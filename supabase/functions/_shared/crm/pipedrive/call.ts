import type { CrmFailure } from "../provider.ts";

/** One call of Pipedrive's API, as data. */
export interface Call {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** From the root of the host, e.g. `/api/v1/notes`. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** Counts against the search limit. */
  search?: boolean;
  /** It names a person or note, so that 404 and 410 speak of that. */
  namesRecord?: boolean;
  /** How much of an answer is read: 1 MB unless said otherwise. */
  maxBytes?: number;
}

/** As the caller sees it, or an answer longer than `maxBytes`, which only reading less at a time can cure. */
export type CallFailure = CrmFailure | { kind: "too_large"; status: number };

export const writes = (call: Call): boolean => call.method !== "GET";
