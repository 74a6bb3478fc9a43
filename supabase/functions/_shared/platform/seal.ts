import { CompactEncrypt, base64url, compactDecrypt } from "jose";
import * as z from "zod";
import { sha256 } from "./hash.ts";

const contentSchema = z.strictObject({ context: z.string(), value: z.string() });

interface Key {
  id: string;
  bytes: Uint8Array;
}

/** A stored secret does not open: the key is not the one it was sealed with, or the row was changed. */
export class SealError extends Error {
  override name = "SealError";

  constructor(cause: unknown) {
    super("A stored secret could not be opened. Check DEBRIEF_ENCRYPTION_KEY.", { cause });
  }
}

/** Seals secrets for storage and opens them again. */
export interface Sealer {
  /** `context` names the row and column, e.g. `crm_connections:<id>`: a sealed value moved elsewhere does not open. */
  seal(value: string, context: string): Promise<{ sealed: string; keyId: string }>;
  /** @throws SealError when the key is gone, the text was tampered with or belongs to another context. */
  open(sealed: string, context: string): Promise<string>;
  /** The id of the key that seals, as it stands beside what was sealed with it. */
  currentKeyId(): Promise<string>;
}

const parseKey = async (text: string): Promise<Key> => {
  let bytes: Uint8Array | null = null;
  try {
    bytes = base64url.decode(text.trim());
  } catch {
    // Said below, without the value.
  }
  if (bytes?.length !== 32) throw new Error("DEBRIEF_ENCRYPTION_KEY must hold keys of 32 bytes in base64url");
  return { id: (await sha256(new Uint8Array(bytes))).slice(0, 8), bytes };
};

/**
 * JWE compact, `dir` + `A256GCM`, the key's id in the header. `encryptionKeys` is one key, or several with commas between:
 * the first seals, all open, so that a new key can be put in front while rows sealed with the old one still exist.
 */
export const createSealer = (encryptionKeys: string): Sealer => {
  const parsed = Promise.all(encryptionKeys.split(",").map(parseKey));
  parsed.catch(() => undefined);
  const currentKey = async (): Promise<Key> => {
    const [current] = await parsed;
    if (!current) throw new Error("DEBRIEF_ENCRYPTION_KEY is empty");
    return current;
  };
  return {
    currentKeyId: async () => (await currentKey()).id,
    seal: async (value, context) => {
      const current = await currentKey();
      const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify({ context, value })))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: current.id })
        .encrypt(current.bytes);
      return { sealed, keyId: current.id };
    },
    open: async (sealed, context) => {
      const keys = await parsed;
      try {
        const { plaintext } = await compactDecrypt(
          sealed,
          ({ kid }) => {
            const key = keys.find(({ id }) => id === kid);
            if (!key) throw new Error("sealed with a key that is not in DEBRIEF_ENCRYPTION_KEY");
            return key.bytes;
          },
          { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] },
        );
        const content = contentSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
        if (content.context !== context) throw new Error("sealed for something else");
        return content.value;
      } catch (error) {
        throw new SealError(error);
      }
    },
  };
};
