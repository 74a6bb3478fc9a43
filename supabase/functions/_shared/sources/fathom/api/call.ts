/** One call of Fathom's API, as data. */
export interface Call {
  method: "GET" | "POST" | "DELETE";
  /** Below `/external/v1`, e.g. `/meetings`. */
  path: string;
  query?: URLSearchParams;
  body?: unknown;
  /** It brings content: Fathom allows fewer of these, and its answer may be long. */
  heavy: boolean;
  /** Of the answer. */
  mostBytes?: number | undefined;
}
