import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type ApiWorld, createApiWorld } from "../support/isolation/api-world.ts";
import { rowsNaming } from "../support/isolation/rows-naming.ts";
import { mailsTo } from "../support/simulated-mail.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

const nobody = () => `nobody-${randomUUID()}@example.com`;
const auth = (path: string, body: object) => world.request("anon", "POST", `/auth/v1${path}`, body);
const invite = (email: string) =>
  world.request("owner", "POST", "/functions/v1/api/invitations", {
    workspaceId: world.here.workspaceId,
    email,
    role: "member",
  });
const look = (token: string) => world.request("anon", "POST", "/functions/v1/api/invitations/look", { token });
const accept = (token: string) => world.request("outsider", "POST", "/functions/v1/api/invitations/accept", { token });
const tokenOf = ({ body }: { body: unknown }) => z.object({ token: z.string() }).parse(body).token;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe("nobody learns which addresses have an account (promise 4)", () => {
  test("a wrong password is answered as an address that nobody has, to the last byte", async () => {
    const [known, unknown] = [world.people.owner.email, nobody()];
    const signIn = (email: string) => auth("/token?grant_type=password", { email, password: "not this one" });
    const answer = await signIn(known);
    expect(answer.status).toBe(400);
    expect(await signIn(unknown)).toEqual(answer);
  });

  test("who asks for a new password is told the same, and nobody is sent nothing", async () => {
    const unknown = nobody();
    const answer = await auth("/recover", { email: world.people.owner.email });
    expect(answer.status).toBe(200);
    expect(await auth("/recover", { email: unknown })).toEqual(answer);
    expect(await mailsTo(unknown)).toEqual([]);
  });

  test("who invites is told the same of people elsewhere as of nobody, in about the same time", async () => {
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const { email } = world.people.outsider;
    // By turns, so that whatever else is going on strikes both.
    for (let round = 0; round < 15; round += 1) {
      for (const [kind, address] of [
        ["known", email],
        ["unknown", nobody()],
      ] as const) {
        const startedAt = performance.now();
        const answer = await invite(address);
        times[kind].push(performance.now() - startedAt);
        expect(answer).toEqual({ status: 200, body: { token: expect.any(String), email: address, role: "member" } });
      }
    }
    const ratio = median(times.known) / median(times.unknown);
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });
});

describe("an invitation is a secret that works once, for a while (promise 4)", () => {
  test("it is kept as a hash alone", async () => {
    expect(await rowsNaming(world.sql, [tokenOf(await invite(nobody()))])).toEqual([]);
  });

  test("used, run out, taken back, replaced or made up: the answer is the same, and nobody joins", async () => {
    const { email, userId } = world.people.outsider;
    const { workspaceId } = world.here;
    const made = async () => tokenOf(await invite(email));
    const madeUp = [await look(randomUUID()), await accept(randomUUID())];
    expect(madeUp.map(({ status }) => status)).toEqual([404, 409]);

    const replaced = await made();
    const runOut = await made();
    await world.sql`update public.workspace_invitations set expires_at = now() where email = ${email} and revoked_at is null`;
    const takenBack = await made();
    const [row] = await world.sql<{ id: string }[]>`
      select id from public.workspace_invitations where email = ${email} and revoked_at is null and expires_at > now()`;
    await world.request("owner", "DELETE", `/functions/v1/api/invitations/${row?.id}`, { workspaceId });
    for (const token of [replaced, runOut, takenBack]) expect([await look(token), await accept(token)]).toEqual(madeUp);
    expect(
      await world.sql`select 1 from public.workspace_members where workspace_id = ${workspaceId} and user_id = ${userId}`,
    ).toEqual([]);

    const used = await made();
    expect((await accept(used)).status).toBe(200);
    expect(await look(used)).toEqual(madeUp[0]);
    const gone = await world.request("owner", "DELETE", `/functions/v1/api/members/${userId}`, { workspaceId });
    expect(gone.status).toBe(200);
    expect([await look(used), await accept(used)]).toEqual(madeUp);
  });
});
