import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { StartError } from "../stack/start-error.ts";

// Whatever else stands in the file stays in it.
const keysSchema = z.looseObject({ encryptionKey: z.string(), secretKey: z.string() });

const read = (file: string): z.infer<typeof keysSchema> => {
  try {
    return keysSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    throw new StartError(`There are no keys in ${path.dirname(file)}. Start Debrief first, or set DEBRIEF_DATA_DIR.`);
  }
};

/** In one step: a crash leaves the former file or the new one, never half of it. */
const write = (file: string, keys: z.infer<typeof keysSchema>): void => {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
};

const changedAt = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export interface StackKeys {
  secretKey: string;
  /** As DEBRIEF_ENCRYPTION_KEY: the first seals. */
  encryptionKey: string;
  former: string[];
  /** Whether the stack was started after they were changed: before that its functions do not know them. */
  areInUse: boolean;
  /** Puts a new key in front; the others still open. */
  addKey(): void;
  dropFormer(): void;
}

/** The encryption keys of an embedded stack. @throws StartError when there are none */
export const openStackKeys = (dataDir: string): StackKeys => {
  const file = path.join(dataDir, "keys.json");
  const keys = read(file);
  const [current = "", ...former] = keys.encryptionKey.split(",");
  return {
    secretKey: keys.secretKey,
    encryptionKey: keys.encryptionKey,
    former,
    areInUse: changedAt(path.join(dataDir, "stack.json")) > changedAt(file),
    addKey: () => {
      const added = randomBytes(32).toString("base64url");
      write(file, { ...keys, encryptionKey: `${added},${keys.encryptionKey}` });
    },
    dropFormer: () => write(file, { ...keys, encryptionKey: current }),
  };
};
