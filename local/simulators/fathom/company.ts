import type { Context } from "hono";
import type { ListEnd } from "./pages-of.ts";
import type { User } from "./records.ts";
import type { Store } from "./store.ts";

/** What the routes work on. */
export interface Company {
  store: Store;
  now: () => Date;
  /** Whose key the call carries; the gateway has let it pass. */
  userOf(context: Context): User;
  /** How lists end for now. */
  listEnd(): ListEnd;
}

/** The user of the key in `X-Api-Key`, revoked or not; a key sent as a bearer token is nobody's, as with the real one. */
export const ownerOfKey = (store: Store, context: Context): User | undefined => {
  const apiKey = context.req.header("x-api-key");
  return apiKey === undefined ? undefined : [...store.users.values()].find((user) => user.apiKey === apiKey);
};
