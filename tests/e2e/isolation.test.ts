import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type ApiWorld, createApiWorld } from "../support/isolation/api-world.ts";
import { forFunctions, forPeople, readers, serviceVerbs } from "../support/isolation/expectations.ts";
import { type Row, expectedRows, inOrder } from "../support/isolation/expected-rows.ts";
import { everyone, readerOf } from "../support/isolation/two-workspaces.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const errorSchema = z.object({ code: z.string() });
/** Who tries to write: what is granted is granted to all people alike. */
const writers = ["anon", "owner", "member", "outsider"] as const;
const exposed = Object.keys(readers).map((relation) => relation.replace("public.", ""));
const refusal = (caller: string) => ({ status: caller === "anon" ? 401 : 403, code: "42501" });

/** What the two workspaces have of a table, whoever may see it. */
const rowsOf = async (relation: string): Promise<Row[]> => {
  const { here, there, people, request } = world;
  const column = relation === "workspaces" ? "id" : "workspace_id";
  const filter = `${column}=in.(${here.workspaceId},${there.workspaceId})`;
  const rows = rowsSchema.parse((await request("service_role", "GET", `/rest/v1/${relation}?${filter}`)).body);
  if (relation !== "workspace_people") return rows;
  const emailOf = new Map(Object.values(people).map(({ userId, email }) => [userId, email]));
  return rows.map((row) => ({ ...row, email: emailOf.get(String(row["user_id"])) }));
};

describe("through the data API nobody sees or changes what is not theirs (promise 4)", () => {
  test.each(exposed)(
    "%s shows each person exactly their rows, and refuses a caller without a person",
    async (relation) => {
      const all = await rowsOf(relation);
      for (const name of everyone) {
        const answer = await world.request(name, "GET", `/rest/v1/${relation}?select=*`);
        const seen = inOrder(rowsSchema.parse(answer.body));
        expect([name, seen]).toEqual([name, inOrder(expectedRows(`public.${relation}`, all, readerOf(world, name)))]);
      }
      const refused = await world.request("anon", "GET", `/rest/v1/${relation}?select=*`);
      expect({ status: refused.status, ...errorSchema.parse(refused.body) }).toEqual(refusal("anon"));
    },
  );

  test.each(exposed)(
    "%s: insert, update, upsert and delete are nobody's, in another workspace and in one's own",
    async (relation) => {
      const before = await rowsOf(relation);
      const isView = serviceVerbs[`public.${relation}`]?.join() === "select";
      const column = relation === "workspaces" ? "id" : "workspace_id";
      for (const { workspaceId } of [world.here, world.there]) {
        // A number that the database gives is refused before anything else.
        const { id, ...others } = before.find((some) => some[column] === workspaceId) ?? {};
        const row = typeof id === "number" || id === undefined ? others : { id, ...others };
        const place = `/rest/v1/${relation}?${column}=eq.${workspaceId}`;
        for (const caller of writers) {
          const answers = await Promise.all([
            world.request(caller, "POST", `/rest/v1/${relation}`, row),
            world.request(caller, "POST", `/rest/v1/${relation}`, row, { prefer: "resolution=merge-duplicates" }),
            world.request(caller, "PATCH", place, { [column]: workspaceId }),
            world.request(caller, "DELETE", place),
          ]);
          const refusals = answers.map(({ status, body }) => ({ status, ...errorSchema.parse(body) }));
          // A view that is not of one table's columns cannot be written by anybody, whoever asks.
          const wanted = refusals.map((found) => (isView && found.status >= 400 ? found : refusal(caller)));
          expect([caller, refusals]).toEqual([caller, wanted]);
        }
      }
      expect(inOrder(await rowsOf(relation))).toEqual(inOrder(before));
    },
  );

  test("functions that are not for people are refused to them, each by its name", async () => {
    const routines = await world.sql<{ name: string; parameters: Record<string, null> }[]>`
      select proname as name, coalesce((
        select jsonb_object_agg(a.name, null) from unnest(proargnames[1:pronargs]) as a (name)), '{}') as parameters
      from pg_proc where pronamespace = 'public'::regnamespace`;
    const closed = routines.filter(({ name }) => forFunctions.includes(`public.${name}`));
    expect(closed.length).toBeGreaterThan(50);
    for (const caller of ["anon", "owner", "outsider"] as const) {
      const tried = caller === "anon" ? routines : closed;
      for (const { name, parameters } of tried) {
        const { status, body } = await world.request(caller, "POST", `/rest/v1/rpc/${name}`, parameters);
        expect({ name, status, ...errorSchema.parse(body) }).toEqual({ name, ...refusal(caller) });
      }
    }
  });

  test("functions that are for people tell a stranger the same as of a workspace that nobody has", async () => {
    const asked = Object.keys(forPeople).filter((name) => name.startsWith("public."));
    for (const name of asked) {
      const ask = (workspace: string) => {
        const parameters = { workspace, ...(name === "public.overview" ? { zone: "UTC" } : {}) };
        const given = name === "public.clock_is_late" ? {} : parameters;
        return world.request("outsider", "POST", `/rest/v1/rpc/${name.replace("public.", "")}`, given);
      };
      const answer = await ask(world.here.workspaceId);
      expect([name, answer.status, answer]).toEqual([name, 200, await ask(randomUUID())]);
    }
  });

  test("the private schema is there for nobody, whatever their key", async () => {
    for (const caller of ["anon", "owner", "service_role"] as const) {
      const profile = { "accept-profile": "private", "content-profile": "private" };
      const read = await world.request(caller, "GET", "/rest/v1/jobs?select=*", undefined, profile);
      const called = await world.request(caller, "POST", "/rest/v1/rpc/my_workspaces", {}, profile);
      expect([caller, read.status, called.status]).toEqual([caller, 406, 406]);
    }
  });
});
