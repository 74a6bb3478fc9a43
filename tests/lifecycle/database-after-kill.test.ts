import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { expect, test } from "vitest";
import { makeDataDir } from "../support/data-dir.ts";
import { startThrowAwayPostgres } from "../support/throw-away-postgres.ts";

test("Postgres that was killed comes up with its data, though what it left behind still works for a moment", async () => {
  const dataDir = makeDataDir("after-kill");
  const killed = await startThrowAwayPostgres(dataDir);
  const sql = postgres(killed.url, { max: 1, onnotice: () => undefined });
  await sql`create table kept as select 1 as one`;
  await sql`checkpoint`;
  // Counts for longer than anybody waits, and looks up from it only when it is told to: so it holds the memory of the killed one.
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const pid = row?.pid ?? 0;
  const busy = sql`select count(*) from generate_series(1, 2000) a, generate_series(1, 1000000) b`.catch(
    () => "broken",
  );
  await sleep(200);
  const [postmaster = ""] = fs.readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n");
  process.kill(Number(postmaster), "SIGKILL");
  const leftover = sleep(1_500).then(() => process.kill(pid, "SIGKILL"));

  const next = await startThrowAwayPostgres(dataDir);
  await leftover;
  expect(await busy).toBe("broken");
  const again = postgres(next.url, { max: 1 });
  expect(await again`select one from kept`).toEqual([{ one: 1 }]);
  await again.end();
  await sql.end({ timeout: 0 });
  await next.stop();
  await killed.stop();
});
