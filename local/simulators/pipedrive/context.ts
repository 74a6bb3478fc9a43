import type { Context } from "hono";
import type { Store } from "./store.ts";

/** What the routes work on. */
export interface Company {
  store: Store;
  now: () => Date;
  domain: string;
  /** How long a new person stays hidden from search. */
  searchDelayMs: number;
}

/** `/v1/…` and `/api/v1/…` are the same. */
export const apiPath = (context: Context): string => context.req.path.replace(/^\/v1\//, "/api/v1/");

export const success = (data: unknown, additional?: unknown) =>
  additional === undefined ? { success: true, data } : { success: true, data, additional_data: additional };
