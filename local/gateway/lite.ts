import path from "node:path";
import { App, type EmailDriver } from "@supabase/lite";
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
  /** Takes what is sent by e-mail; without it, it goes nowhere. */
  sendMail?: (mail: { to: string; subject: string; html?: string | undefined }) => void;
  /** `false`: somebody else applies them, as `supabase db push` does. */
  migrations?: boolean;
}

const mostConnections = 20;

/** The messages of supabase/config.toml: the same on hosted Supabase, on the docker stack and here. */
const template = (name: string, subject: string) => ({
  subject,
  content_path: path.resolve(import.meta.dirname, `../../supabase/templates/${name}.html`),
});

/** Opens lite on a database and brings the database to where hosted Supabase with our migrations is. */
export const openLite = async ({ databaseUrl, keys, siteUrl, sendMail, migrations = true }: LiteOptions) => {
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: { onnotice: () => undefined, types: hostedTypes },
  });
  const connections = createConnections(connection.driver, mostConnections);
  Object.assign(connection.driver, { reserve: connections.reserve });
  Object.assign(connection, { close: connections.end });
  const email: EmailDriver = { send: async ({ to, subject, html }) => sendMail?.({ to, subject, html }) };
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
      email: {
        enable_confirmations: false,
        template: {
          confirmation: template("confirmation", "Confirm your e-mail address"),
          magic_link: template("magic_link", "Your sign-in link for Debrief"),
          recovery: template("recovery", "Choose a new password for Debrief"),
        },
      },
    },
    api: { max_rows: 1000, schemas: ["public"] },
    options: { server: { admin: false }, drivers: { email } },
  });
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await createRoles(sql);
    await installRealtime(sql);
    await app.ensureSystemSchema();
    await installAuthFunctions(sql);
    if (migrations) await migrate(sql);
  } finally {
    await sql.end();
  }
  return { app, connection };
};
