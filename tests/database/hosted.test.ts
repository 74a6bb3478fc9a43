import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extensions } from "../support/hosted/platform.ts";
import { type HostedDatabase, startHostedServer } from "../support/hosted/hosted-server.ts";
import { supabase } from "../support/hosted/supabase-cli.ts";
import { addUser } from "../support/test-database.ts";

const projectDir = path.resolve(import.meta.dirname, "../..");
const read = (file: string): string => fs.readFileSync(path.join(projectDir, file), "utf8");
const clock = read("supabase/migrations/20261121002000_clock.sql");
const livePolicy = read("supabase/migrations/20261121001961_live_policy.sql");

let server: Awaited<ReturnType<typeof startHostedServer>>;
const push = async ({ url }: HostedDatabase): Promise<string> => {
  const { stdout, stderr } = await supabase(url, "db", "push", "--yes", "--skip-vault");
  return stdout + stderr;
};

beforeAll(async () => {
  server = await startHostedServer();
  await Promise.all([push(server.hosted), push(server.bare)]);
}, 60_000);
afterAll(() => server.stop());

describe.each(["hosted", "bare"] as const)("an empty %s database, migrated by who is no superuser", (kind) => {
  test("gets all migrations, and the second time there is nothing to do", async () => {
    const database = server[kind];
    const files = fs.readdirSync(path.join(projectDir, "supabase/migrations"));
    expect(await database.admin`select from supabase_migrations.schema_migrations`).toHaveLength(files.length);
    expect(await push(database)).toContain("up to date");
    expect((await addUser(database.admin, "first@example.com")).workspaceId).not.toBe("");
  });

  test("has the types that are committed, and its advisors have nothing to warn of", async () => {
    const { url } = server[kind];
    const [types] = await Promise.all([
      supabase(url, "gen", "types", "--lang", "typescript", "--schema", "public"),
      supabase(url, "db", "advisors", "--type", "all", "--level", "warn", "--fail-on", "warn"),
    ]);
    expect(types.stdout).toBe(read("supabase/functions/_shared/platform/database.types.ts"));
  });
});

/** Runs the last block of a migration once more as who migrates; the CLI keeps to itself what it says. */
const runAgain = async ({ url }: HostedDatabase, migration: string): Promise<string[]> => {
  const said: string[] = [];
  const sql = postgres(url, { max: 1, onnotice: ({ message }) => said.push(message ?? "") });
  await sql.unsafe(migration.slice(migration.indexOf("do $$")));
  await sql.end();
  return said;
};

test("where something is missing or not allowed, the migrations say so and go on", async () => {
  expect(await runAgain(server.bare, clock)).toEqual(["no pg_cron here: something else must ring the worker"]);
  expect(await runAgain(server.bare, livePolicy)).toEqual([]);
  expect(await runAgain(server.hosted, livePolicy)).toEqual(["no live updates: must be owner of table messages"]);
});

describe("the clock on hosted Supabase", () => {
  const jobs = ({ admin }: HostedDatabase) => admin`select jobname, schedule, username from cron.job order by 1`;
  const requests = ({ admin }: HostedDatabase) =>
    admin`select method, url, headers, body, timeout_milliseconds as "timeoutMs" from net.http_request_queue order by id`;

  test("is set once, for every 20 seconds, and what it leaves behind is cleared daily", async () => {
    expect(await runAgain(server.hosted, clock)).toEqual([]);
    expect(await jobs(server.hosted)).toEqual([
      { jobname: "forget-rings", schedule: "17 3 * * *", username: "postgres" },
      { jobname: "ring-worker", schedule: "20 seconds", username: "postgres" },
    ]);
  });

  test("rings nobody until Vault knows where and with which key, then the worker, with no content", async () => {
    const { admin } = server.hosted;
    const commands = await admin<{ command: string }[]>`select command from cron.job order by jobname`;
    const ring = async () => {
      await admin`set session authorization postgres`;
      for (const { command } of commands) await admin.unsafe(command);
      await admin`reset session authorization`;
    };
    await ring();
    await admin`select vault.create_secret('https://ref.supabase.co/', 'project_url')`;
    await ring();
    expect(await requests(server.hosted)).toEqual([]);
    await admin`select vault.create_secret('sb_secret_automations', 'automations_secret_key')`;
    await ring();
    expect(await requests(server.hosted)).toEqual([
      {
        method: "POST",
        url: "https://ref.supabase.co/functions/v1/worker",
        headers: { "Content-Type": "application/json", apikey: "sb_secret_automations" },
        body: { rungBy: "clock" },
        timeoutMs: 150_000,
      },
    ]);
  });

  test("is looked after by the statements of docs/clock.md, each in the order of the page", async () => {
    const { url, admin } = server.hosted;
    await admin`truncate vault.secrets, net.http_request_queue`;
    const sql = postgres(url, { max: 1 });
    const said: unknown[] = [];
    for (const [, statements = ""] of read("docs/clock.md").matchAll(/```sql\n([^]*?)```/g)) {
      said.push(await sql.unsafe(statements));
    }
    await sql.end();
    const [jobsSet, known, , , rung] = said;
    expect(jobsSet).toMatchObject([{ jobname: "forget-rings" }, { jobname: "ring-worker" }]);
    expect([known, rung]).toMatchObject([[], [{ invoke_edge_function: expect.any(String) }]]);
    expect(said).toHaveLength(7);
    expect(await requests(server.hosted)).toMatchObject([
      { url: "https://<project>.supabase.co/functions/v1/worker", headers: { apikey: "<secret key>" } },
    ]);
  });

  test("can be rung by nobody but the platform and whoever migrates", async () => {
    for (const role of ["anon", "authenticated", "service_role"]) {
      const [row] = await server.hosted.admin`
        select has_function_privilege(${role}, 'private.invoke_edge_function(text, integer)', 'execute') as may`;
      expect([role, row?.["may"]]).toEqual([role, false]);
    }
  });

  test("is silent where there is neither pg_net nor Vault", async () => {
    expect(await server.bare.admin`select private.invoke_edge_function('worker') as request`).toEqual([
      { request: null },
    ]);
  });

  test("rings every minute where pg_cron knows no seconds", async () => {
    const { admin } = server.bare;
    await admin.unsafe(extensions.replace("[1-5]?[0-9] seconds|", ""));
    expect(await runAgain(server.bare, clock)).toEqual([]);
    expect(await jobs(server.bare)).toMatchObject([
      { jobname: "forget-rings", schedule: "17 3 * * *" },
      { jobname: "ring-worker", schedule: "* * * * *" },
    ]);
  });
});
