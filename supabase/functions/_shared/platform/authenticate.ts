// The client that @supabase/server makes: named here, so that it is the version that deno.json pins.
import "@supabase/supabase-js";
import { createSupabaseContext } from "@supabase/server";
import type { MiddlewareHandler } from "hono";
import type { Database } from "./database.ts";
import type { Database as Schema } from "./database.types.ts";

const refused = (message: string) => ({ error: { code: "unauthenticated", message } });

/** Lets through who sends one of the project's secret keys in `apikey`, whatever its name. */
export const requireSecretKey: MiddlewareHandler = async (c, next) => {
  const { error } = await createSupabaseContext(c.req.raw, { auth: "secret:*" });
  if (error) return c.json(refused("A secret key is needed in the header apikey."), 401);
  return next();
};

export interface SignedIn {
  /** `asUser` reads and writes with the caller's own token: row-level security applies. */
  Variables: { userId: string; asUser: Database };
}

/** Lets through who is signed in; who it is and what they may see is then known. */
export const requireUser: MiddlewareHandler<SignedIn> = async (c, next) => {
  const { data, error } = await createSupabaseContext<Schema>(c.req.raw, { auth: "user", audience: "authenticated" });
  const userId = data?.userClaims?.id;
  if (error || !userId) return c.json(refused("Sign in again: the session has ended."), 401);
  c.set("userId", userId);
  c.set("asUser", data.supabase);
  return next();
};
