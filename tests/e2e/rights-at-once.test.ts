import { createClient } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type ApiWorld, createApiWorld } from "../support/isolation/api-world.ts";
import { readers } from "../support/isolation/expectations.ts";
import type { Name } from "../support/isolation/two-workspaces.ts";
import { theStack } from "../support/the-stack.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const open: { removeAllChannels(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.removeAllChannels();
});

/** Begins to listen as somebody does whose page is open: what they are told. */
const listen = async (name: Name): Promise<unknown[]> => {
  const { apiUrl, publishableKey } = theStack();
  const client = createClient(apiUrl, publishableKey, {
    auth: { persistSession: false },
    accessToken: async () => world.people[name].token,
  });
  open.push(client);
  await client.realtime.setAuth();
  const told: unknown[] = [];
  const channel = client.channel(`user:${world.people[name].userId}:${world.here.workspaceId}`, {
    config: { private: true },
  });
  channel.on("broadcast", { event: "changed" }, ({ payload }) => void told.push(payload));
  await new Promise<void>((resolve, reject) => {
    channel.subscribe((state, error) => (state === "SUBSCRIBED" ? resolve() : reject(error ?? new Error(state))));
  });
  return told;
};

/** How many rows of the workspace somebody sees, table by table; with the token that they have had all along. */
const seenBy = async (name: Name): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const relation of Object.keys(readers).map((relation) => relation.replace("public.", ""))) {
    const column = relation === "workspaces" ? "id" : "workspace_id";
    const { body } = await world.request(name, "GET", `/rest/v1/${relation}?${column}=eq.${world.here.workspaceId}`);
    counts[relation] = Array.isArray(body) ? body.length : -1;
  }
  return counts;
};

const api = (name: Name, method: string, path: string, body: object = {}) =>
  world.request(name, method, `/functions/v1/api${path}`, { workspaceId: world.here.workspaceId, ...body });
const changeMeetingOf = (name: Name) =>
  world.sql`update public.meetings set title = title where id = ${world.here.of[name]?.meetingId ?? ""} returning id`;

describe("what a person may do ends and begins at once, with the session they have (promise 4)", () => {
  test("a manager who becomes a member sees, does and hears as a member; made one again, as a manager", async () => {
    const told = { manager: await listen("manager"), owner: await listen("owner") };
    const { here, people } = world;
    const replay = () => api("manager", "POST", "/attendee-outcomes/replay", { status: "failed" });
    const setRole = (role: string) => api("owner", "PATCH", `/members/${people.manager.userId}`, { role });
    const before = await seenBy("manager");
    expect((await replay()).status).toBe(200);

    expect((await setRole("member")).status).toBe(200);
    // Their own one, of those of everybody in the workspace.
    expect([before["meetings"], (await seenBy("manager"))["meetings"]]).toEqual([6, 1]);
    expect((await seenBy("manager"))["alerts"]).toBe(0);
    expect((await replay()).status).toBe(403);
    const ofOwner = { table: "meetings", id: here.of["owner"]?.meetingId };
    await changeMeetingOf("owner");
    await vi.waitFor(() => expect(told.owner).toContainEqual(ofOwner), 10_000);
    await changeMeetingOf("manager");
    await vi.waitFor(
      () => expect(told.manager).toContainEqual({ table: "meetings", id: here.of["manager"]?.meetingId }),
      10_000,
    );
    expect(told.manager).not.toContainEqual(ofOwner);

    expect((await setRole("manager")).status).toBe(200);
    expect(await seenBy("manager")).toEqual(before);
    expect((await replay()).status).toBe(200);
    await changeMeetingOf("owner");
    await vi.waitFor(() => expect(told.manager).toContainEqual(ofOwner), 10_000);
  });

  test("who is removed sees nothing, does nothing and hears nothing more, though their page is open and was theirs", async () => {
    const told = { colleague: await listen("colleague"), owner: await listen("owner") };
    const { here, people } = world;
    const own = here.of["colleague"];
    const note = () => world.request("colleague", "GET", `/functions/v1/api/attendee-outcomes/${own?.outcomeId}/note`);
    expect((await seenBy("colleague"))["meetings"]).toBe(1);
    expect((await note()).status).toBe(200);

    expect((await api("owner", "DELETE", `/members/${people.colleague.userId}`)).status).toBe(200);
    expect(Object.values(await seenBy("colleague")).filter((count) => count !== 0)).toEqual([]);
    expect((await note()).status).toBe(404);
    expect((await api("colleague", "POST", "/events/replay", { states: ["dead"] })).status).toBe(404);
    // So that an open page is empty at once.
    await vi.waitFor(
      () => expect(told.colleague).toContainEqual({ table: "workspace_members", id: people.colleague.userId }),
      10_000,
    );
    const heard = told.colleague.length;
    await changeMeetingOf("colleague");
    await vi.waitFor(() => expect(told.owner).toContainEqual({ table: "meetings", id: own?.meetingId }), 10_000);
    expect(told.colleague).toHaveLength(heard);
    await expect(listen("colleague")).rejects.toThrow(/Unauthorized/);
  });
});
