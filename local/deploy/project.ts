import * as z from "zod";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";
import { supabase } from "./cli.ts";
import { pendingMigrations, query } from "./database.ts";

/** What the project has before anything is done. */
export interface Project {
  publishableKey: string | null;
  /** What the clock calls the worker with. */
  automationsKey: string;
  /** Names of the functions' secrets, each with the SHA-256 of its value in hex. */
  secrets: Map<string, string>;
  /** Migrations that it does not have yet. */
  pending: string[];
  /** How many secrets its database holds that an encryption key opens which the functions no longer have. */
  lockedOut: number;
}

const keysSchema = z.object({
  keys: z.array(z.object({ name: z.string(), type: z.string().nullish(), api_key: z.string().nullish() })),
});
const secretsSchema = z.object({ secrets: z.array(z.object({ name: z.string(), value: z.string() })) });

const noKey = (name: string): StartError =>
  new StartError(
    `The project has no secret key named ${name}. Make it in the dashboard: Project Settings, API Keys, Secret keys, New secret key. ` +
      "Then run this again. Nothing was done.",
  );

const readKeys = async (projectRef: string): Promise<Pick<Project, "publishableKey" | "automationsKey">> => {
  const { keys } = await supabase(keysSchema, ["projects", "api-keys", "--reveal", `--remote=${projectRef}`]);
  const keyOf = (type: string, name: string) => keys.find((key) => key.type === type && key.name === name)?.api_key;
  const automationsKey = keyOf("secret", "automations");
  // The functions read and write with it.
  if (!keyOf("secret", "default")) throw noKey("default");
  if (!automationsKey) throw noKey("automations");
  return { automationsKey, publishableKey: keyOf("publishable", "default") ?? null };
};

const readSecrets = async (projectRef: string): Promise<Map<string, string>> => {
  const { secrets } = await supabase(secretsSchema, ["secrets", "list", `--remote=${projectRef}`]);
  return new Map(secrets.map(({ name, value }) => [name, value]));
};

const countSealed = async (projectRef: string): Promise<number> => {
  const row = z.object({ sealed: z.number() });
  const [counted] = await query(projectRef, row, "select count(*)::int as sealed from private.sealed_rows()");
  return counted?.sealed ?? 0;
};

/** Looks at the project and changes nothing. @throws StartError when it is not there, or lacks what only a person can make */
export const readProject = async (wanted: Wanted): Promise<Project> => {
  const { projectRef } = wanted;
  const [keys, secrets, pending] = await Promise.all([
    readKeys(projectRef),
    readSecrets(projectRef),
    pendingMigrations(wanted),
  ]);
  const mayHoldSecrets = !pending.some((file) => file.endsWith("_reseal.sql"));
  const lockedOut = mayHoldSecrets && !secrets.has("DEBRIEF_ENCRYPTION_KEY") ? await countSealed(projectRef) : 0;
  return { ...keys, secrets, pending, lockedOut };
};
