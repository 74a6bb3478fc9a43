import { isAuthApiError } from "@supabase/supabase-js";
import type { DatabaseClient } from "@/lib/database.ts";

export type Session =
  | { kind: "starting" }
  | { kind: "signedIn"; userId: string; email: string }
  /** `left`: the person signed out. `ended`: it was over without that, so they come back to where they were. */
  | { kind: "signedOut"; why: "never" | "left" | "ended" };

/** Who is signed in, for React's useSyncExternalStore. The tokens themselves stay inside the database client. */
export interface SessionStore {
  current: () => Session;
  subscribe: (listener: () => void) => () => void;
  signOut: () => Promise<void>;
  /** Asks the server whether the session still holds, e.g. after it refused one; ends it here when it does not. */
  verify: () => Promise<void>;
}

/** Whether the browser keeps a session from an earlier visit, be it good or not: by the key of supabase-js for it. */
export const keepsSession = (storage: () => Pick<Storage, "length" | "key"> = () => window.localStorage): boolean => {
  try {
    const place = storage();
    return Array.from({ length: place.length }, (_, at) => place.key(at)).some((key) =>
      /^sb-.+-auth-token$/.test(key ?? ""),
    );
  } catch {
    return false;
  }
};

/** `isBack`: the browser keeps a session. If it is not taken any more, it has ended. */
export const createSessionStore = (auth: DatabaseClient["auth"], isBack = false): SessionStore => {
  let session: Session = { kind: "starting" };
  let leaving = false;
  let verifying: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  const set = (next: Session) => {
    // A refreshed token is no news: nothing on the page changes with it.
    if (next.kind === "signedIn" && session.kind === "signedIn" && next.userId === session.userId) return;
    if (next.kind === "signedOut" && session.kind === "signedOut") return;
    session = next;
    for (const listener of listeners) listener();
  };

  const whySignedOut = () => {
    if (leaving) return "left";
    return session.kind === "signedIn" || (session.kind === "starting" && isBack) ? "ended" : "never";
  };

  const askServer = async () => {
    const { error } = await auth.getUser();
    const isRefused = isAuthApiError(error) && [401, 403, 404].includes(error.status);
    if (isRefused) await auth.signOut({ scope: "local" });
  };
  const verify = () => {
    verifying ??= askServer().finally(() => {
      verifying = null;
    });
    return verifying;
  };

  auth.onAuthStateChange((event, found) => {
    if (!found) return set({ kind: "signedOut", why: whySignedOut() });
    set({ kind: "signedIn", userId: found.user.id, email: found.user.email ?? "" });
    // Out of the callback, in which the client must not be called. A stored session may be of an account long gone.
    if (event === "INITIAL_SESSION") setTimeout(verify, 0);
  });

  return {
    current: () => session,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signOut: async () => {
      leaving = true;
      try {
        await auth.signOut({ scope: "local" });
      } finally {
        leaving = false;
      }
    },
    verify,
  };
};
