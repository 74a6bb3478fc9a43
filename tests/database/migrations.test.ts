import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../local/gateway/migrations.ts";
import { StartError } from "../../local/stack/start-error.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

const projectDir = path.resolve(import.meta.dirname, "../..");
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const history = () =>
  database.sql<{ version: string; statements: string[] | null }[]>`
    select version, statements from supabase_migrations.schema_migrations order by version`;
const last = async () => {
  const row = (await history()).at(-1);
  if (!row) throw new Error("no migrations");
  return row;
};
const rewrite = (version: string, change: (text: string) => string, statements: string[] | null) =>
  database.sql`update supabase_migrations.schema_migrations set statements = ${[change(statements?.join("\n") ?? "")]}
    where version = ${version}`;

/** The schema as it is before the first migration. */
const unmake = async () => {
  await database.sql.unsafe(
    "drop schema public cascade; drop schema private cascade; drop schema supabase_migrations cascade; create schema public",
  );
  await database.sql.unsafe(
    "drop trigger if exists make_workspace_for_new_user on auth.users; grant usage on schema public to anon, authenticated, service_role",
  );
};

describe("a database that has all migrations", () => {
  test("is left as it is", async () => {
    expect(await migrate(database.sql)).toEqual([]);
  });

  test("is recognised as ours also when `supabase db push` has made it", async () => {
    await unmake();
    execFileSync(
      path.join(projectDir, "node_modules/.bin/supabase"),
      ["db", "push", `--remote=${database.url}?sslmode=disable`, "--yes", "--skip-vault"],
      {
        cwd: projectDir,
        stdio: "ignore",
        env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SUPABASE_NO_UPDATE_NOTIFIER: "1" },
      },
    );
    expect(await migrate(database.sql)).toEqual([]);
  }, 60_000);

  test.each([
    ["only comments or layout", (text: string) => `-- another word\n\n${text.replaceAll("\n  ", "\n      ")}`],
    ["nothing that is known", null],
  ])("is ours when what was kept of a migration differs in %s", async (_, change) => {
    const { version, statements } = await last();
    if (change) await rewrite(version, change, statements);
    else await database.sql`update supabase_migrations.schema_migrations set statements = null`;
    expect(await migrate(database.sql)).toEqual([]);
  });
});

describe("a database of another version of Debrief", () => {
  const expectRefusal = async (version: string) => {
    const refusal = await migrate(database.sql).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartError);
    expect(String(refusal)).toMatch(
      new RegExp(`migration ${version} .* Start it with that version, or remove the folder .*DEBRIEF_DATA_DIR`),
    );
  };

  test("whose migration is not the same is refused in a sentence that says what to do, and nothing is applied", async () => {
    const { version, statements } = await last();
    const [first] = await history();
    await rewrite(first?.version ?? "", (text) => text.replace("private", "hidden"), first?.statements ?? null);
    // As if the last one were still to come.
    await database.sql`delete from supabase_migrations.schema_migrations where version = ${version}`;
    await expectRefusal(first?.version ?? "");
    expect((await last()).version).not.toBe(version);
    expect(statements).not.toBeNull();
  });

  test("that has a migration which is not here is refused as well", async () => {
    await database.sql`insert into supabase_migrations.schema_migrations (version, statements, name) values ('20991231000000', '{select 1}', 'later')`;
    await expectRefusal("20991231000000");
  });
});

test("an empty database gets all of them, in order, once", async () => {
  const all = (await history()).map(({ version }) => version);
  await unmake();
  expect(await migrate(database.sql)).toEqual(all);
  expect(await migrate(database.sql)).toEqual([]);
  expect((await addUser(database.sql, "made@example.com")).workspaceId).not.toBe("");
});
