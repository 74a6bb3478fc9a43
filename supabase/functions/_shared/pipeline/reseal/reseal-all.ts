import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { SealError, type Sealer } from "../../platform/seal.ts";
import { slackUrlContext } from "../alert/connect-slack.ts";
import { fathomKeyContext } from "../fathom/open-fathom.ts";
import { crmTokenContext } from "../log/open-crm.ts";
import { signingSecretContext } from "../receive/candidates.ts";

/** Where sealed secrets are kept, and what those of a place are bound to. */
const contexts = {
  crm_connection_secrets: crmTokenContext,
  fathom_integration_keys: fathomKeyContext,
  fathom_integration_secrets: signingSecretContext,
  slack_webhooks: slackUrlContext,
  webhook_removals: fathomKeyContext,
};

const places = [
  "crm_connection_secrets",
  "fathom_integration_keys",
  "fathom_integration_secrets",
  "slack_webhooks",
  "webhook_removals",
] as const satisfies (keyof typeof contexts)[];

const rowSchema = z.object({
  place: z.enum(places),
  row_id: z.uuid(),
  sealed_for: z.uuid(),
  sealed: z.string(),
  sealed_with: z.string(),
});
type SealedRow = z.infer<typeof rowSchema>;

/** A secret that no key at hand opens, by its place and id, and the id of the key that it was sealed with. */
export interface Unopened {
  place: string;
  id: string;
  keyId: string;
}

export interface Resealed {
  resealed: number;
  /** Sealed with the current key before. */
  alreadyCurrent: number;
  /** As they were; nothing else is sealed with another key any more. */
  unopened: Unopened[];
}

export interface ResealContext {
  database: Database;
  /** Its first key is the one to seal with; it opens what its others have sealed. */
  sealer: Sealer;
  /** Told after each page how many it has been. */
  onPage?: (resealed: number) => void;
}

const rowsPerPage = 100;
const beforeAll = { after_place: "", after_id: "00000000-0000-0000-0000-000000000000" };

/**
 * Seals with the current key what is sealed with a former one. It keeps no state and changes one row at a time: whatever interrupts it, it
 * is begun again. It goes round until a round finds nothing more, as rows are made meanwhile. @throws DatabaseError
 */
export const resealAll = async (context: ResealContext): Promise<Resealed> => {
  const current = await context.sealer.currentKeyId();
  const counts = (await settleOrThrow(context.database.rpc("count_sealed"))) ?? [];
  const alreadyCurrent = counts.find(({ sealed_with }) => sealed_with === current)?.how_many ?? 0;
  let resealed = 0;
  for (;;) {
    const round = await resealRound(context, current, resealed);
    resealed += round.resealed;
    if (round.listed === round.unopened.length) return { resealed, alreadyCurrent, unopened: round.unopened };
  }
};

const resealRound = async ({ database, sealer, onPage }: ResealContext, current: string, before: number) => {
  const unopened: Unopened[] = [];
  let [listed, resealed] = [0, 0];
  let after = beforeAll;
  for (;;) {
    const page = { current_key_id: current, ...after, max_rows: rowsPerPage };
    const rows = z.array(rowSchema).parse((await settleOrThrow(database.rpc("list_sealed", page))) ?? []);
    const last = rows.at(-1);
    if (!last) return { listed, resealed, unopened };
    for (const row of rows) {
      const end = await resealRow(row, database, sealer);
      if (end === "resealed") resealed += 1;
      if (end === "unopened") unopened.push({ place: row.place, id: row.row_id, keyId: row.sealed_with });
    }
    listed += rows.length;
    after = { after_place: last.place, after_id: last.row_id };
    onPage?.(before + resealed);
  }
};

/** `overtaken`: somebody has replaced or removed the secret meanwhile. */
const resealRow = async (
  { place, row_id, sealed_for, sealed }: SealedRow,
  database: Database,
  sealer: Sealer,
): Promise<"resealed" | "unopened" | "overtaken"> => {
  const context = contexts[place](sealed_for);
  let value: string;
  try {
    value = await sealer.open(sealed, context);
  } catch (error) {
    if (error instanceof SealError) return "unopened";
    throw error;
  }
  const { sealed: new_sealed, keyId: new_key_id } = await sealer.seal(value, context);
  const isExchanged = await settleOrThrow(
    database.rpc("reseal", { place, row_id, old_sealed: sealed, new_sealed, new_key_id }),
  );
  return isExchanged ? "resealed" : "overtaken";
};
