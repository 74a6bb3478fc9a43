import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { privateTables, readers, serviceVerbs } from "../support/isolation/expectations.ts";
import { type Row, expectedRows, inOrder, workspaceOf } from "../support/isolation/expected-rows.ts";
import { heldPrivileges } from "../support/isolation/held-privileges.ts";
import { type SqlWorld, createSqlWorld } from "../support/isolation/sql-world.ts";
import { everyone, readerOf } from "../support/isolation/two-workspaces.ts";

let world: SqlWorld;
beforeAll(async () => {
  world = await createSqlWorld();
});
afterAll(() => world.database.drop());

const relations = [...Object.keys(readers), ...privateTables];

/** What there is, whoever may see it. */
const rowsOf = async (relation: string): Promise<Row[]> => {
  const rows = await world.database.sql.unsafe<{ row: Row }[]>(`select to_jsonb(t) as row from ${relation} t`);
  if (relation !== "public.workspace_people") return rows.map(({ row }) => row);
  // This view says an address only to those who may know it: to nobody here.
  const emailOf = new Map(Object.values(world.people).map(({ userId, email }) => [userId, email]));
  return rows.map(({ row }) => ({ ...row, email: emailOf.get(String(row["user_id"])) }));
};

describe("nobody sees or changes what is not theirs, in SQL (promise 4)", () => {
  test("every table and view of both schemas stands in the matrix, and nothing else does", async () => {
    const rows = await world.database.sql`
      select relnamespace::regnamespace || '.' || relname as name from pg_class
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p', 'v', 'm', 'f')`;
    expect(rows.map((row) => row["name"]).toSorted()).toEqual(relations.toSorted());
  });

  test("every table, the private ones too, has row-level security", async () => {
    const rows = await world.database.sql`
      select oid::regclass from pg_class
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p') and not relrowsecurity`;
    expect(rows).toEqual([]);
  });

  test("every view is read with the rights of its reader", async () => {
    const rows = await world.database.sql`
      select oid::regclass from pg_class
      where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('v', 'm')
        and not coalesce(reloptions, '{}') @> '{security_invoker=true}'`;
    expect(rows).toEqual([]);
  });

  test.each(Object.keys(readers))(
    "%s shows each person exactly their rows, and nobody another workspace's",
    async (relation) => {
      const all = await rowsOf(relation);
      const ids = [world.here.workspaceId, world.there.workspaceId];
      expect([...new Set(all.map(workspaceOf))].toSorted()).toEqual(ids.toSorted());
      for (const name of everyone) {
        const seen = await world.attempt(name, `select to_jsonb(t) as row from ${relation} t`);
        if (typeof seen === "string") throw new Error(`${name} is refused with ${seen}`);
        const rows = seen.map(({ row }) => row as Row);
        expect([name, inOrder(rows)]).toEqual([name, inOrder(expectedRows(relation, all, readerOf(world, name)))]);
      }
      expect(await world.attempt("anon", `select 1 from ${relation}`)).toBe("42501");
      expect(await world.attempt("service_role", `select 1 from ${relation}`)).toHaveLength(all.length);
    },
  );

  test.each(privateTables)("%s is closed to everybody but the functions", async (relation) => {
    for (const caller of ["anon", ...everyone] as const) {
      expect([caller, await world.attempt(caller, `select 1 from ${relation}`)]).toEqual([caller, "42501"]);
    }
    expect(await world.attempt("service_role", `select 1 from ${relation}`)).toBeInstanceOf(Array);
  });

  test.each(relations)(
    "%s: nobody inserts, updates or deletes a row of another workspace, or one's own",
    async (relation) => {
      const before = await rowsOf(relation);
      const [column] = await world.database.sql<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = ${relation}::regclass and attnum = 1`;
      const name = column?.name ?? "";
      const writes = [
        `insert into ${relation} overriding system value select * from jsonb_populate_record(null::${relation}, $1::text::jsonb)`,
        `update ${relation} t set ${name} = ${name} where t.${name}::text = $1::text::jsonb ->> '${name}'`,
        `delete from ${relation} t where t.${name}::text = $1::text::jsonb ->> '${name}'`,
      ];
      // A row of each workspace: each person tries what they see and what they do not.
      const rows = [world.here, world.there].map((place) =>
        before.find((row) => workspaceOf(row) === place.workspaceId),
      );
      // A view that is not of one table's columns cannot be written by anybody.
      const refusals = serviceVerbs[relation]?.join() === "select" ? /^(42501|55000|0A000)$/ : /^42501$/;
      const tries = (["anon", ...everyone] as const).flatMap((caller) =>
        writes.flatMap((statement) => rows.map((row) => ({ caller, statement, row: JSON.stringify(row ?? {}) }))),
      );
      await Promise.all(
        tries.map(async ({ caller, statement, row }) => {
          const answer = await world.attempt(caller, statement, [row]);
          expect([caller, statement, answer]).toEqual([caller, statement, expect.stringMatching(refusals)]);
        }),
      );
      expect(inOrder(await rowsOf(relation))).toEqual(inOrder(before));
    },
  );

  test("what is granted on tables and their columns is what the matrix says, and no more", async () => {
    const verbs = ["select", "insert", "update", "delete"];
    const expected = relations.flatMap((relation) => [
      ...(relation in readers ? [`authenticated select ${relation}`] : []),
      ...(serviceVerbs[relation] ?? verbs).map((verb) => `service_role ${verb} ${relation}`),
    ]);
    const held = await heldPrivileges(world.database.sql, ["anon", "authenticated", "service_role"]);
    expect(held).toEqual(expected.toSorted());
  });
});
