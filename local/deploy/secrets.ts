import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";
import { supabase, withSecretFile } from "./cli.ts";
import type { Project } from "./project.ts";

export const encryptionKeyName = "DEBRIEF_ENCRYPTION_KEY";
const webUrlName = "DEBRIEF_WEB_URL";

export interface WantedSecrets {
  /** Null: the functions have one, and it is never replaced here. */
  encryptionKey: { value: string; isNew: boolean } | null;
  /** Null: not asked for, or the same already. */
  webUrl: string | null;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Which secrets the functions lack. A key that the operator has (`given`) is used rather than a new one. @throws StartError when
 * the database holds secrets that a new key could not open
 */
export const wantedSecrets = (
  { secrets, lockedOut }: Pick<Project, "secrets" | "lockedOut">,
  { webUrl }: Pick<Wanted, "webUrl">,
  given: string | undefined,
  random: (size: number) => Buffer = randomBytes,
): WantedSecrets => {
  const isSame = webUrl !== null && secrets.get(webUrlName) === sha256(webUrl);
  const lacking = { webUrl: isSame ? null : webUrl };
  if (secrets.has(encryptionKeyName)) return { ...lacking, encryptionKey: null };
  if (given) return { ...lacking, encryptionKey: { value: given, isNew: false } };
  if (lockedOut > 0) {
    throw new StartError(
      `The functions have no ${encryptionKeyName}, but the database holds ${lockedOut} secrets that were sealed with one. A new key would not open them. ` +
        `Run this again with ${encryptionKeyName}=… set to the former key. Nothing was done.`,
    );
  }
  return { ...lacking, encryptionKey: { value: random(32).toString("base64url"), isNew: true } };
};

/** Sets what is lacking. @throws StartError */
export const setSecrets = async (projectRef: string, { encryptionKey, webUrl }: WantedSecrets): Promise<void> => {
  const lines = [
    ...(encryptionKey ? [`${encryptionKeyName}=${encryptionKey.value}`] : []),
    ...(webUrl === null ? [] : [`${webUrlName}=${webUrl}`]),
  ];
  if (lines.length === 0) return;
  await withSecretFile(`${lines.join("\n")}\n`, (file) =>
    supabase(z.unknown(), ["secrets", "set", "--env-file", file, `--remote=${projectRef}`, "--yes"]),
  );
};
