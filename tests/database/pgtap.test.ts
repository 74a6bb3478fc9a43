import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { matrixSql } from "../support/isolation/matrix-sql.ts";
import { installPgtap, runTap } from "../support/tap.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

const folder = path.resolve(import.meta.dirname, "../../supabase/tests");
const files = fs.readdirSync(folder).filter((name) => name.endsWith(".sql"));
const isolation = path.join(folder, "isolation.sql");

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await installPgtap(database.sql);
});
afterEach(() => database.drop());

describe("what `supabase test db` runs (promise 4)", () => {
  test.each(files)("%s passes, every test that it announces", async (file) => {
    const { passed, failed, planned } = await runTap(database.sql, path.join(folder, file));
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(10);
    expect(passed).toHaveLength(planned);
  });

  test("its matrix is the one of the other tests; `vitest -u` writes it anew", async () => {
    const text = fs.readFileSync(isolation, "utf8");
    const renewed = text.replace(/(?<=expectations\.ts\.\n).*(?=\n-- Until here\.)/s, () => matrixSql());
    await expect(renewed).toMatchFileSnapshot(isolation);
  });

  test("it fails for what is new, for a policy that lets everybody read, and for a grant too many", async () => {
    await database.sql.unsafe(`
      create table public.notes (id uuid);
      create policy "all" on public.meetings for select to authenticated using (true);
      grant select on public.imports to anon;
      grant delete on public.alerts to authenticated;
      grant execute on function public.claim_jobs(integer, integer, uuid[], uuid) to anon`);
    const { failed } = await runTap(database.sql, isolation);
    const refused = failed
      .filter((line) => line.startsWith("not ok "))
      .map((line) => line.replace(/^not ok \d+ - /, ""));
    for (const complaint of [
      "every table and view stands in the matrix",
      "public.meetings shows outsider exactly what is theirs",
      "public.imports is closed to anonymous callers",
      "public.alerts: delete is refused to owner",
      "anonymous callers may execute nothing",
    ]) {
      expect(refused).toContain(complaint);
    }
  });
});
