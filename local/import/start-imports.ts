import { startImport } from "../../supabase/functions/_shared/pipeline/import/order-import.ts";
import { type Database, settleOrThrow } from "../../supabase/functions/_shared/platform/database.ts";
import type { Wanted } from "./arguments.ts";
import type { Integration } from "./find-integrations.ts";
import type { Followed } from "./follow.ts";

const runningImport = async (database: Database, integrationId: string): Promise<string | undefined> => {
  const query = database.from("imports").select("id").eq("integration_id", integrationId).eq("state", "running");
  return (await settleOrThrow(query.limit(1)))?.[0]?.id;
};

/** Starts an import of each; of those that have one running already that one is answered. @throws DatabaseError */
export const startImports = async (
  database: Database,
  integrations: Integration[],
  { since, most, writeNotes }: Wanted,
  say: (line: string) => void,
): Promise<Followed[]> => {
  const imports: Followed[] = [];
  for (const { id, userId, email } of integrations) {
    // The generated types do not say that it may be null: the user is gone.
    const requester = userId as string;
    const started = await startImport(database, requester, { integrationId: id, since, most, writeNotes });
    if (started === "not_connected") {
      say(`${email}: has been disconnected`);
      continue;
    }
    if (started === "running") say(`${email}: an import is running already; no other one was started`);
    const importId = started === "running" ? await runningImport(database, id) : started.id;
    if (importId !== undefined) imports.push({ importId, email });
  }
  return imports;
};
