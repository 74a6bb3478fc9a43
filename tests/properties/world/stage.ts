import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { createSealer } from "../../../supabase/functions/_shared/platform/seal.ts";
import { createSqlDatabase } from "../../support/sql-database.ts";
import { createTestDatabase } from "../../support/test-database.ts";
import type { Tally } from "./tally.ts";
import { installWatch } from "./watch.ts";

/** What all stories of a test share: a database, and the figures. Each story has a workspace of its own in it. */
export const openStage = async (tally: Tally) => {
  const test = await createTestDatabase();
  const [name] = await test.sql<{ name: string }[]>`select current_database() as name`;
  // Two that wait for each other are told so soon, not after a second.
  await test.sql.unsafe(`alter database ${name?.name} set deadlock_timeout = '20ms'`);
  await installWatch(test.sql);
  // As the functions come in: past row-level security, with the grants of that role.
  const functions = postgres(test.url, {
    max: 8,
    onnotice: () => undefined,
    connection: { role: "service_role" } as object,
  });
  const time = postgres(test.url, { max: 1, onnotice: () => undefined });
  return {
    /** As the superuser. */
    sql: test.sql,
    /** One connection on which the passing of time is written down, in order. */
    timeSql: time,
    database: await createSqlDatabase(functions),
    sealer: createSealer(randomBytes(32).toString("base64url")),
    tally,
    nextId: () => randomUUID().slice(0, 8),
    close: async () => {
      await Promise.all([functions.end(), time.end()]);
      await test.drop();
    },
  };
};

export type Stage = Awaited<ReturnType<typeof openStage>>;
