import { AuthApiError, createClient } from "@supabase/supabase-js";
import { expect, test, vi } from "vitest";
import { createSessionStore, keepsSession } from "./session.ts";

type Auth = ReturnType<typeof createClient>["auth"];
type Listener = Parameters<Auth["onAuthStateChange"]>[0];

const ana = {
  access_token: "a",
  refresh_token: "r",
  expires_in: 3600,
  token_type: "bearer" as const,
  user: { id: "ana", email: "ana@example.com", app_metadata: {}, user_metadata: {}, aud: "", created_at: "" },
};

/** The real auth client with its storage and its network replaced by what a test says. */
const setUp = (isBack = false) => {
  const { auth } = createClient("http://127.0.0.1:9", "key", {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const listeners: Listener[] = [];
  vi.spyOn(auth, "onAuthStateChange").mockImplementation((listener: Listener) => {
    listeners.push(listener);
    return { data: { subscription: { id: "1", callback: listener, unsubscribe: () => undefined } } };
  });
  const tell = (...news: Parameters<Listener>) => {
    for (const listener of listeners) void listener(...news);
  };
  vi.spyOn(auth, "signOut").mockImplementation(async () => {
    tell("SIGNED_OUT", null);
    return { error: null };
  });
  const getUser = vi.spyOn(auth, "getUser").mockResolvedValue({ data: { user: ana.user }, error: null });
  return { store: createSessionStore(auth, isBack), tell, getUser };
};

test("who is signed in is known, and a refreshed token is no news", () => {
  const { store, tell } = setUp();
  expect(store.current()).toEqual({ kind: "starting" });
  tell("SIGNED_IN", ana);
  expect(store.current()).toEqual({ kind: "signedIn", userId: "ana", email: "ana@example.com" });
  const listener = vi.fn();
  store.subscribe(listener);
  tell("TOKEN_REFRESHED", ana);
  expect(listener).not.toHaveBeenCalled();
});

test("leaving by oneself is told apart from a session that ended", async () => {
  const left = setUp();
  left.tell("SIGNED_IN", ana);
  await left.store.signOut();
  expect(left.store.current()).toEqual({ kind: "signedOut", why: "left" });

  const ended = setUp();
  ended.tell("SIGNED_IN", ana);
  ended.tell("SIGNED_OUT", null);
  expect(ended.store.current()).toEqual({ kind: "signedOut", why: "ended" });

  const never = setUp();
  never.tell("INITIAL_SESSION", null);
  expect(never.store.current()).toEqual({ kind: "signedOut", why: "never" });

  const back = setUp(true);
  back.tell("INITIAL_SESSION", null);
  expect(back.store.current()).toEqual({ kind: "signedOut", why: "ended" });
});

test("a stored session of an account that is gone is ended; a server that does not answer ends nothing", async () => {
  const gone = setUp();
  gone.getUser.mockResolvedValue({ data: { user: null }, error: new AuthApiError("x", 403, "user_not_found") });
  gone.tell("INITIAL_SESSION", ana);
  await gone.store.verify();
  expect(gone.store.current()).toEqual({ kind: "signedOut", why: "ended" });

  const away = setUp();
  away.getUser.mockResolvedValue({ data: { user: null }, error: new AuthApiError("x", 500, "unexpected_failure") });
  away.tell("INITIAL_SESSION", ana);
  await away.store.verify();
  expect(away.store.current().kind).toBe("signedIn");
});

test("several refusals at once are verified once", async () => {
  const { store, getUser } = setUp();
  await Promise.all([store.verify(), store.verify(), store.verify()]);
  expect(getUser).toHaveBeenCalledTimes(1);
});

test("a session that the browser keeps is known by its key; a browser that keeps nothing breaks nothing", () => {
  const keeping = (...keys: string[]) => ({ length: keys.length, key: (at: number) => keys[at] ?? null });
  expect(keepsSession(() => keeping("debrief.theme", "sb-127-auth-token"))).toBe(true);
  expect(keepsSession(() => keeping("sb-127-auth-token-code-verifier"))).toBe(false);
  const denied = (): Storage => {
    throw new Error("denied");
  };
  expect(keepsSession(denied)).toBe(false);
});
