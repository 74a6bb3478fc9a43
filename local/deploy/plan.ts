import { functionNames } from "../stack/functions.ts";
import type { Wanted } from "./arguments.ts";
import type { Project } from "./project.ts";
import { type WantedSecrets, encryptionKeyName } from "./secrets.ts";

const secretsLine = ({ encryptionKey, webUrl }: WantedSecrets): string => {
  const key =
    encryptionKey === null
      ? `${encryptionKeyName} is there and stays`
      : `${encryptionKeyName} is set, ${encryptionKey.isNew ? "a new one, which is shown once" : "the one of this environment"}`;
  return webUrl === null ? key : `${key}; DEBRIEF_WEB_URL becomes ${webUrl}`;
};

const databaseLine = ([first, ...others]: string[]): string => {
  if (first === undefined) return "has all migrations already";
  return others.length === 0
    ? `one migration: ${first}`
    : `${others.length + 1} migrations, from ${first} to ${others.at(-1)}`;
};

/** What will be done, in its order, before it is. */
export const planOf = (wanted: Wanted, { pending }: Pick<Project, "pending">, secrets: WantedSecrets): string =>
  `Project ${wanted.projectRef}, ${wanted.url}
  1. Database    ${databaseLine(pending)}
  2. Secrets     ${secretsLine(secrets)}
  3. Functions   ${functionNames.join(", ")}: uploaded, and bundled by Supabase
  4. Clock       project_url and automations_secret_key in Vault
  5. Smoke test  ${wanted.smokeToken === null ? "health, a forged delivery, a ring" : "health, a forged delivery, a ring, a sample in a dry run"}`;
