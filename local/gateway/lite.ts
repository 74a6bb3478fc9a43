import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import postgres from "postgres";
import { installRealtime } from "../realtime/schema.ts";
import { createConnections } from "./connections.ts";
import { hostedTypes } from "./hosted-answers.ts";
import { migrate } from "./migrations.ts";
import { createRoles, installAuthFunctions } from "./platform-baseline.ts";

export interface LiteOptions {
  databaseUrl: string;
  keys: { publishableKey: string; secretKey: string; jwtSecret: string };
  /** Where sign-in links lead to. */
  siteUrl: string;
}

const mostConnections = 20;

/** Opens lite on a database and brings the database to where hosted Supabase with our migrations is. */
export const openLite = async ({ databaseUrl, keys, siteUrl }: LiteOptions) => {
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: { onnotice: () => undefined, types: hostedTypes },
  });
  const connections = createConnections(connection.driver, mostConnections);
  Object.assign(connection.driver, { reserve: connections.reserve });
  Object.assign(connection, { close: connections.end });
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      jwt_expiry: 3600,
      enable_signup: true,
      minimum_password_length: 8,
      site_url: siteUrl,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      email: { enable_confirmations: false },
    },
    api: { max_rows: 1000, schemas: ["public"] },
    options: { server: { admin: false } },
  });
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await createRoles(sql);
    await installRealtime(sql);
    await app.ensureSystemSchema();
    await installAuthFunctions(sql);
    await migrate(sql);
  } finally {
    await sql.end();
  }
  return { app, connection };
};
