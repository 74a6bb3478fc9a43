import type { QueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { createSessionStore, keepsSession, type Session, type SessionStore } from "@/auth/session.ts";
import { createDatabase, type DatabaseClient } from "@/lib/database.ts";
import type { ApiCaller } from "@/lib/call-api.ts";
import type { Config } from "./config.ts";
import { createQueries } from "./queries.ts";

/** What the pages are made with: one set a page load, built from the configuration. */
export interface Services {
  config: Config;
  database: DatabaseClient;
  sessions: SessionStore;
  queries: QueryClient;
  api: ApiCaller;
}

export const createServices = (config: Config): Services => {
  // Before the client is made, which forgets a session that is not good any more.
  const isBack = keepsSession();
  const database = createDatabase(config);
  const sessions = createSessionStore(database.auth, isBack);
  const api: ApiCaller = {
    supabaseUrl: config.supabaseUrl,
    publishableKey: config.publishableKey,
    accessToken: async () => (await database.auth.getSession()).data.session?.access_token ?? null,
    fetch: (input, init) => fetch(input, init),
  };
  return { config, database, sessions, queries: createQueries(sessions), api };
};

const Context = createContext<Services | null>(null);

export const ServicesProvider = ({ services, children }: { services: Services; children: ReactNode }) => (
  <Context value={services}>{children}</Context>
);

export const useServices = (): Services => {
  const services = useContext(Context);
  if (!services) throw new Error("useServices is called outside of ServicesProvider");
  return services;
};

export const useSession = (): Session => {
  const { sessions } = useServices();
  return useSyncExternalStore(sessions.subscribe, sessions.current);
};
