import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../local/gateway/migrations.ts";
import { forFunctions, forPeople, internal, pastPolicies, readers } from "../support/isolation/expectations.ts";
import { heldPrivileges } from "../support/isolation/held-privileges.ts";
import { type Routine, routinesOf } from "../support/isolation/routines.ts";
import { type SqlWorld, createSqlWorld } from "../support/isolation/sql-world.ts";
import type { everyone } from "../support/isolation/two-workspaces.ts";
import { createTestDatabase } from "../support/test-database.ts";

let world: SqlWorld;
let routines: Routine[];
beforeAll(async () => {
  world = await createSqlWorld();
  routines = await routinesOf(world.database.sql);
});
afterAll(() => world.database.drop());

const isForPeople = ({ name }: Routine) => name in forPeople;
const namesOf = (some: Routine[]) => [...new Set(some.map(({ name }) => name))].toSorted();

describe("functions are executed by whom the matrix names (promise 4)", () => {
  test("every function of both schemas stands in the matrix, in one place, and nothing else does", () => {
    expect(namesOf(routines)).toEqual([...Object.keys(forPeople), ...forFunctions, ...internal].toSorted());
  });

  test("anonymous callers may execute none, people those with a reason, the functions theirs", () => {
    expect(namesOf(routines.filter(({ anon }) => anon))).toEqual([]);
    expect(namesOf(routines.filter(({ authenticated }) => authenticated))).toEqual(Object.keys(forPeople).toSorted());
    const ofService = routines.filter((routine) => routine.service && !isForPeople(routine));
    expect(namesOf(ofService)).toEqual(forFunctions.toSorted());
  });

  test("of those for people none runs past their policies, but those that are named", () => {
    const pastThem = routines.filter((routine) => isForPeople(routine) && routine.runsAsOwner);
    expect(namesOf(pastThem)).toEqual(pastPolicies);
  });

  test("called all the same, each of them is refused", async () => {
    const refusedTo = (caller: "anon" | "service_role" | (typeof everyone)[number], some: Routine[]) =>
      some.map(async ({ name, call }) => expect([name, await world.attempt(caller, call)]).toEqual([name, "42501"]));
    const notForPeople = routines.filter((routine) => !isForPeople(routine));
    await Promise.all([
      ...refusedTo("anon", routines),
      ...refusedTo("owner", notForPeople),
      ...refusedTo("outsider", notForPeople),
      ...refusedTo(
        "service_role",
        routines.filter(({ name }) => internal.includes(name)),
      ),
    ]);
  });
});

describe("what people may call tells them nothing of another workspace (promise 4)", () => {
  /** Each of them, asked about a workspace. */
  const questions = {
    "public.audit_counts": "select * from public.audit_counts($1)",
    "public.audit_page": "select * from public.audit_page($1)",
    "public.count_meetings": "select public.count_meetings($1)",
    "public.event_counts": "select * from public.event_counts($1)",
    "public.overview": "select public.overview($1, 'UTC')",
    "public.search_meetings": "select * from public.search_meetings($1)",
    "private.find_meetings": "select * from private.find_meetings($1, '{}', null, null, 50, false)",
    "private.meetings_to_look_through": "select private.meetings_to_look_through($1, 'meeting')",
    "private.address_of_colleague":
      "select private.address_of_colleague($1, m.user_id) from public.workspace_members m",
  };

  test.each(Object.entries(questions))(
    "%s answers a stranger as if there were no such workspace",
    async (name, question) => {
      const { here, there, attempt } = world;
      for (const stranger of ["outsider", "otherMember"] as const) {
        const answer = await attempt(stranger, question, [here.workspaceId]);
        expect([name, answer]).toEqual([name, await attempt(stranger, question, [randomUUID()])]);
      }
      // The same question means something to those who are in it.
      expect(await attempt("owner", question, [here.workspaceId])).not.toEqual(
        await attempt("owner", question, [there.workspaceId]),
      );
    },
  );

  test("a member is told of their own meetings, a manager of the team's, and who is in two workspaces by their role in each", async () => {
    const { here, there, attempt } = world;
    const counts = async (caller: "owner" | "manager" | "member" | "guest", workspaceId: string) => {
      const [row] = [await attempt(caller, "select public.count_meetings($1) as n", [workspaceId])].flat();
      const found = await attempt(caller, "select * from public.search_meetings($1)", [workspaceId]);
      const lines = await attempt(caller, "select * from public.audit_page($1)", [workspaceId]);
      return [typeof row === "string" ? row : row?.["n"], found.length, lines.length];
    };
    expect(await counts("owner", here.workspaceId)).toEqual([6, 6, 6]);
    expect(await counts("manager", here.workspaceId)).toEqual([6, 6, 6]);
    expect(await counts("member", here.workspaceId)).toEqual([1, 1, 1]);
    expect(await counts("guest", here.workspaceId)).toEqual([1, 1, 1]);
    expect(await counts("guest", there.workspaceId)).toEqual([3, 3, 3]);
    expect(await counts("owner", there.workspaceId)).toEqual([0, 0, 0]);
  });

  test("an address is told to its owner and to managers of a workspace that both are in", async () => {
    const { people, here, there, attempt } = world;
    const told = async (caller: (typeof everyone)[number], workspaceId: string, about: (typeof everyone)[number]) => {
      const question = "select private.address_of_colleague($1, $2) as email";
      const [row] = [await attempt(caller, question, [workspaceId, people[about].userId])].flat();
      return typeof row === "string" ? row : row?.["email"];
    };
    expect(await told("member", here.workspaceId, "member")).toBe(people.member.email);
    expect(await told("manager", here.workspaceId, "member")).toBe(people.member.email);
    expect(await told("member", here.workspaceId, "owner")).toBeNull();
    // A workspace of their own proves nothing about a stranger.
    expect(await told("outsider", there.workspaceId, "member")).toBeNull();
    expect(await told("outsider", here.workspaceId, "member")).toBeNull();
    expect(await told("guest", here.workspaceId, "owner")).toBeNull();
  });
});

describe("in a project that grants everything in `public` by itself, as hosted ones did (promise 4)", () => {
  test("the migrations leave people and anonymous callers exactly the same", async () => {
    const generous = await createTestDatabase();
    try {
      const { sql } = generous;
      await sql.unsafe(`drop schema public cascade; drop schema private cascade; drop schema supabase_migrations cascade; create schema public;
        drop trigger if exists make_workspace_for_new_user on auth.users;
        grant usage on schema public to anon, authenticated, service_role;
        alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
        alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
        alter default privileges in schema public grant all on sequences to anon, authenticated, service_role`);
      await migrate(sql);
      const expected = Object.keys(readers).map((relation) => `authenticated select ${relation}`);
      expect(await heldPrivileges(sql, ["anon", "authenticated"])).toEqual(expected.toSorted());
      const there = await routinesOf(sql);
      expect(namesOf(there.filter(({ anon }) => anon))).toEqual([]);
      expect(namesOf(there.filter(({ authenticated }) => authenticated))).toEqual(Object.keys(forPeople).toSorted());
      const sequences = await sql`
        select c.relname, r.rolname from pg_class c cross join pg_roles r
        where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and r.rolname in ('anon', 'authenticated')
          and (has_sequence_privilege(r.oid, c.oid, 'usage') or has_sequence_privilege(r.oid, c.oid, 'update'))`;
      expect(sequences).toEqual([]);
    } finally {
      await generous.drop();
    }
  });
});
