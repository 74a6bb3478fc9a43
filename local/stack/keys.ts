import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { keyPrefix } from "../simulators/fathom/records.ts";
import { StartError } from "./start-error.ts";

const keysSchema = z.object({
  databasePassword: z.string(),
  jwtSecret: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  automationsKey: z.string(),
  encryptionKey: z.string(),
  demoPassword: z.string(),
  demoSigningSecret: z.string(),
  demoToken: z.string(),
  pipedriveToken: z.string(),
  fathomKey: z.string(),
});

/** Every secret of this stack. Made once at the first start, so that no two machines share one. */
export type StackKeys = z.infer<typeof keysSchema>;

const random = (bytes: number): string => randomBytes(bytes).toString("base64url");

const makeKeys = (): StackKeys => ({
  databasePassword: random(18),
  jwtSecret: random(32),
  publishableKey: `sb_publishable_${random(24)}`,
  secretKey: `sb_secret_${random(24)}`,
  automationsKey: `sb_secret_${random(24)}`,
  encryptionKey: random(32),
  demoPassword: `demo-${random(6)}`,
  demoSigningSecret: `whsec_${randomBytes(24).toString("base64")}`,
  demoToken: random(32),
  pipedriveToken: randomBytes(20).toString("hex"),
  fathomKey: random(24),
});

/** The secret of the simulated Slack webhook: derived, so that a data folder that was made before there was one has it, too. */
export const slackTokenOf = ({ demoToken }: StackKeys): string =>
  createHash("sha256").update(`slack ${demoToken}`).digest("hex").slice(0, 24);

/** The demo user's API key of the simulated Fathom; its beginning tells that it is none of the real ones. */
export const fathomApiKeyOf = ({ fathomKey }: StackKeys): string =>
  `${keyPrefix}${createHash("sha256").update(`fathom ${fathomKey}`).digest("hex").slice(0, 40)}`;

/** The keys in the data folder, made if there are none. @throws StartError when the file is not what it was. */
export const readKeys = (dataDir: string): StackKeys => {
  const file = path.join(dataDir, "keys.json");
  if (!fs.existsSync(file) && fs.existsSync(path.join(dataDir, "postgres/PG_VERSION"))) {
    throw new StartError(
      `${file} is missing, and without it the data beside it cannot be opened. Restore it, or remove the whole folder to start anew.`,
    );
  }
  if (!fs.existsSync(file)) {
    const keys = makeKeys();
    fs.writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
    return keys;
  }
  try {
    return keysSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    throw new StartError(
      `${file} is damaged, and without it the data cannot be opened. Restore it, or remove the whole folder to start anew.`,
    );
  }
};
