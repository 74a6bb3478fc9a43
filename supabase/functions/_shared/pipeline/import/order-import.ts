import * as z from "zod";
import { type Database, DatabaseError, settle, settleOrThrow } from "../../platform/database.ts";

/** What a person wants to have of the past: the latest so many, those since a moment, or both. */
export interface ImportOrder {
  integrationId: string;
  /** ISO 8601. */
  since?: string | undefined;
  most?: number | undefined;
  writeNotes: boolean;
}

const usualMost = 50;

/** `not_connected`: by no API key, or not any more. @throws DatabaseError */
export const startImport = async (
  database: Database,
  userId: string,
  { integrationId, since, most, writeNotes }: ImportOrder,
): Promise<{ id: string } | "not_connected" | "running"> => {
  const { data, error } = await settle(
    database.rpc("start_import", {
      integration: integrationId,
      requester: userId,
      // The generated types do not say that these may be null.
      since_when: (since ?? null) as string,
      at_most: (most ?? (since === undefined ? usualMost : null)) as number,
      notes: writeNotes,
    }),
  );
  if (error?.code === "PT404") return "not_connected";
  if (error?.code === "PT409") return "running";
  if (error) throw new DatabaseError(error);
  return { id: String(data) };
};

/** Stops an import; what it has taken is stored all the same. Answers the state it is in then. @throws DatabaseError */
export const cancelImport = async (database: Database, id: string): Promise<string> => {
  const answer = await settleOrThrow(database.rpc("cancel_import", { import: id }));
  return answer === "done" ? "cancelled" : String(answer);
};

const resumedSchema = z.enum(["done", "running", "finished", "not_connected", "another"]);

/** Lets an import go on where it stopped. `another`: a second one of the same account runs. @throws DatabaseError */
export const resumeImport = async (database: Database, id: string): Promise<z.infer<typeof resumedSchema>> =>
  resumedSchema.parse(await settleOrThrow(database.rpc("resume_import", { import: id })));
