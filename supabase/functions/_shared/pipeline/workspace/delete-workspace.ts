import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { SealError } from "../../platform/seal.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { type FathomContext, connectFathomApi, fathomKeyContext } from "../fathom/open-fathom.ts";

export interface DeleteOrder {
  workspaceId: string;
  actor: string;
  /** As the owner has typed it. */
  name: string;
  /** Also when a webhook cannot be removed in Fathom just now. */
  anyway: boolean;
}

/** `webhooksLeft`: those that a person has to remove in Fathom. What they send is refused. */
export type Deletion = { end: "deleted"; webhooksLeft: number } | { end: "forbidden" | "other_name" | "fathom_away" };

const removalSchema = z.object({ integrationId: z.uuid(), webhookId: z.string(), sealedKey: z.string() });
const closedSchema = z.array(removalSchema).nullable();

const callTimeoutMs = 10_000;
/** Rows of the largest tables that go in one statement. */
const partSize = 500;

/**
 * Removes the workspace's webhooks in Fathom, then everything it has. When it ends half-way its owner finds it still there,
 * disconnected, and can go on. @throws DatabaseError
 */
export const deleteWorkspace = async (
  database: Database,
  fathom: FathomContext,
  { workspaceId, actor, name, anyway }: DeleteOrder,
): Promise<Deletion> => {
  const closing = database.rpc("close_workspace", { workspace: workspaceId, actor, typed_name: name });
  const removals = closedSchema.parse(await settleOrThrow(closing));
  if (removals === null) return { end: "other_name" };
  const ends = await Promise.all(removals.map((removal) => removeOne(removal, fathom)));
  if (ends.includes("away") && !anyway) return { end: "fathom_away" };
  for (;;) {
    const part = database.rpc("delete_workspace", { workspace: workspaceId, actor, at_most: partSize });
    const isDone = await settleOrThrow(part);
    if (isDone === null) return { end: "forbidden" };
    if (isDone) return { end: "deleted", webhooksLeft: ends.filter((end) => end !== "removed").length };
  }
};

const removeOne = async (
  { integrationId, webhookId, sealedKey }: z.infer<typeof removalSchema>,
  fathom: FathomContext,
): Promise<"removed" | "left" | "away"> => {
  try {
    const api = connectFathomApi(await fathom.sealer.open(sealedKey, fathomKeyContext(integrationId)), fathom);
    const { error } = await api.deleteWebhook(webhookId, AbortSignal.timeout(callTimeoutMs));
    return error ? endOf(error) : "removed";
  } catch (error) {
    if (error instanceof SealError) return "left";
    throw error;
  }
};

/** A key that does not work any more never will; everything else may pass. */
const endOf = ({ kind }: FathomFailure): "left" | "away" => {
  switch (kind) {
    case "unauthorized":
    case "forbidden":
    case "rejected":
      return "left";
    default:
      return "away";
  }
};
