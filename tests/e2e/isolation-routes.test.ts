import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../supabase/functions/api/app.ts";
import { createSlack } from "../../supabase/functions/_shared/alerts/slack/client.ts";
import { systemClock } from "../../supabase/functions/_shared/platform/clock.ts";
import { createDatabase } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { parseSettings } from "../../supabase/functions/_shared/platform/settings.ts";
import { type ApiWorld, createApiWorld } from "../support/isolation/api-world.ts";
import type { Role } from "../support/isolation/expectations.ts";
import { type RouteCase, namesNothing, routeCases } from "../support/isolation/route-cases.ts";
import { type WatchedRows, watchRows } from "../support/isolation/rows-naming.ts";
import { theStack } from "../support/the-stack.ts";

let world: ApiWorld;
/** What there is of the first workspace, whoever it belongs to. */
let here: WatchedRows;
beforeAll(async () => {
  world = await createApiWorld();
  const { workspaceId, of } = world.here;
  here = await watchRows(world.sql, [workspaceId, ...Object.values(of).flatMap((theirs) => Object.values(theirs))]);
});
afterAll(() => world.close());

const roles: Role[] = ["member", "manager", "admin", "owner"];

/** Every route of the function, as it is built; none of it is called. */
const routesOfApi = (): string[] => {
  const encryptionKey = randomBytes(32).toString("base64url");
  const settings = parseSettings({
    SUPABASE_URL: theStack().apiUrl,
    SUPABASE_SECRET_KEYS: '{"default": "none"}',
    DEBRIEF_ENCRYPTION_KEY: encryptionKey,
  });
  const outside = { settings, sealer: createSealer(encryptionKey), clock: systemClock, fetch };
  const app = createApp({
    database: createDatabase(settings),
    crm: outside,
    fathom: outside,
    slack: {
      slack: createSlack({ fetch, simulated: null }),
      sealer: outside.sealer,
      webUrl: null,
      now: systemClock.now,
    },
    functionsUrl: theStack().apiUrl,
    ringWorker: () => undefined,
    log: () => undefined,
  });
  const named = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  return [...new Set(named)].toSorted();
};

type Caller = Parameters<ApiWorld["request"]>[0];

/** The request of a case about the first workspace's things, saying a workspace, or none. */
const ask = (caller: Caller, route: string, { path, body, namesWorkspace }: RouteCase, workspaceId?: string) => {
  const owners = world.here.of["owner"];
  if (!owners) throw new Error("the owner has nothing");
  const ids = { ...owners, ...world.here };
  const [method = "", pattern = ""] = route.split(" ");
  const place = `/functions/v1${path?.(ids, world) ?? pattern}`;
  const said = namesWorkspace && workspaceId !== undefined ? { workspaceId } : {};
  if (method !== "GET") return world.request(caller, method, place, { ...body?.(ids), ...said });
  return world.request(caller, method, `${place}${"workspaceId" in said ? `?workspaceId=${workspaceId}` : ""}`);
};

describe("every route of the api (promise 4)", () => {
  test("has a case here, and every case a route", () => {
    expect(routesOfApi()).toEqual([...Object.keys(routeCases), ...Object.keys(namesNothing)].toSorted());
  });

  test("what there is of the workspace is found in its tables, and what changes is seen", async () => {
    const { sql, here: its } = world;
    expect(here.rows.filter((row) => row.includes(its.workspaceId)).length).toBeGreaterThan(20);
    expect(await here.changes()).toEqual([]);
    // Written, though it says the same; brought; gone.
    await sql`update public.workspaces set name = name where id = ${its.workspaceId}`;
    expect(await here.changes()).toEqual([
      expect.stringMatching(`^gone: public.workspaces .*${its.workspaceId}`),
      expect.stringMatching(`^written: public.workspaces .*${its.workspaceId}`),
    ]);
    const [alert] = await sql<{ id: string }[]>`
      insert into public.alerts (workspace_id, kind, acknowledged_at) values (${its.workspaceId}, 'dead_letter', now()) returning id`;
    const id = alert?.id ?? "";
    expect(await here.changes()).toEqual([expect.stringMatching(`^written: public.alerts .*${id}`)]);
    await sql`delete from public.alerts where id = ${id}`;
    expect(await here.changes()).toEqual([expect.stringMatching(`^gone: public.alerts .*${id}`)]);
    expect(await here.changes()).toEqual([]);
  });

  test.each(Object.entries(routeCases))(
    "%s refuses another workspace's ids, and changes nothing",
    async (route, its) => {
      // What is theirs named beside what is not, and nothing named: then their own workspace is meant.
      const named =
        its.path && its.namesWorkspace
          ? [world.here.workspaceId, world.there.workspaceId, undefined]
          : [world.here.workspaceId];
      const answers = await Promise.all(named.map((workspaceId) => ask("outsider", route, its, workspaceId)));
      expect(answers.filter(({ status }) => status !== 403 && status !== 404)).toEqual([]);
      expect(await here.changes()).toEqual([]);
    },
  );

  test.each(Object.entries(routeCases))(
    "%s refuses who is not signed in, and every role that is not enough",
    async (route, its) => {
      const { workspaceId } = world.here;
      expect((await ask("anon", route, its, workspaceId)).status).toBe(401);
      const tooLow = roles.slice(0, roles.indexOf(its.least));
      // An administrator elsewhere is what they are here: a member.
      const callers = [...tooLow, ...(its.least === "member" ? [] : (["guest"] as const))];
      const statuses = await Promise.all(
        callers.map(async (caller) => [caller, (await ask(caller, route, its, workspaceId)).status]),
      );
      expect(statuses).toEqual(callers.map((caller) => [caller, 403]));
      expect(await here.changes()).toEqual([]);
    },
  );

  test.each(Object.entries(routeCases))("%s answers the same request of whoever may", async (route, its) => {
    const { status } = await ask(its.least, route, its, world.here.workspaceId);
    // It may not work out (there is no such Pipedrive), but not for want of rights.
    expect([401, 403, 404, 503]).not.toContain(status);
  });

  test("of those that name nothing, two are open to who is not signed in: one says nothing, one takes a secret", async () => {
    const statusOf = async (route: string, body?: object) => {
      const [method = "", path = ""] = route.split(" ");
      return (await world.request("anon", method, `/functions/v1${path}`, body)).status;
    };
    const answers = await Promise.all(
      Object.keys(namesNothing).map(async (route) => [
        route,
        await statusOf(route, route.startsWith("POST") ? { token: "x", name: "x" } : undefined),
      ]),
    );
    expect(Object.fromEntries(answers)).toEqual({
      "GET /api/health": 200,
      "POST /api/invitations/look": 404,
      "POST /api/invitations/accept": 401,
      "POST /api/workspaces": 401,
    });
  });

  test("the worker is rung with a secret key, and by nobody else", async () => {
    const { request } = world;
    const ring = async (caller: Caller) => (await request(caller, "POST", "/functions/v1/worker", {})).status;
    expect([await ring("anon"), await ring("owner"), await ring("service_role")]).toEqual([401, 401, 200]);
  });
});
