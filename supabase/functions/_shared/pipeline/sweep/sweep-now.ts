import { type Database, settleOrThrow } from "../../platform/database.ts";

/** Queues a sweep of one integration, of all that Fathom has by now. False when it has no API key that works. @throws DatabaseError */
export const sweepNow = async (database: Database, integrationId: string): Promise<boolean> =>
  (await settleOrThrow(database.rpc("sweep_now", { integration: integrationId }))) === "done";
