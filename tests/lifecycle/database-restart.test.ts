import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readStackSettings } from "../../local/stack/settings.ts";
import { type Stack, startStack } from "../../local/stack/stack.ts";
import type { Database } from "../../supabase/functions/_shared/platform/database.types.ts";
import { readBooks } from "../support/books.ts";
import { type Conversation, webhookBody } from "../support/conversation.ts";
import { deliverUntilTaken } from "../support/deliver-until-taken.ts";
import { judge } from "../support/judge.ts";
import { type Place, makePlace } from "../support/started-stack.ts";

let place: Place;
let stack: Stack;
const crashes: string[] = [];

beforeAll(async () => {
  place = await makePlace();
  stack = await startStack({
    settings: readStackSettings(place.environment),
    onCrash: (sentence) => crashes.push(sentence),
  });
});
afterAll(async () => {
  // Undefined when it did not start.
  await (stack as Stack | undefined)?.stop();
  fs.rmSync(place.dataDir, { recursive: true, force: true });
});

test.each(["fast", "kill"] as const)(
  "Postgres may be restarted (%s) under requests: they are answered quickly meanwhile, and as ever afterwards",
  async (how) => {
    const { apiUrl, secretKey, dbUrl, pipedriveUrl, webhookUrl, demo } = stack.file;
    const statuses = new Set<number>();
    let slowestMs = 0;
    const ask = async (): Promise<number> => {
      const askedAt = performance.now();
      const response = await fetch(`${apiUrl}/rest/v1/meetings?select=id`, { headers: { apikey: secretKey } });
      await response.body?.cancel();
      slowestMs = Math.max(slowestMs, performance.now() - askedAt);
      return response.status;
    };
    let isOver = false;
    const asking = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        statuses.add(await ask());
        await sleep(5);
      }
    });
    const recordingId = how === "fast" ? 1 : 2;
    const conversation: Conversation = {
      recordingId,
      recorder: demo.email,
      invitees: [{ name: "Ben", email: "ben.buyer@example.org", isExternal: true, outcome: "note_added" }],
    };
    const restarted = stack.restartDatabase(how, 500);
    await sleep(200);
    const answers = await deliverUntilTaken(
      {
        id: `msg_${how}`,
        url: `${webhookUrl}?integration=${demo.integrationId}`,
        secret: demo.webhookSecret,
        body: webhookBody(conversation, true),
      },
      { pauseMs: 50, longestPauseMs: 200, signal: AbortSignal.timeout(10_000) },
    );
    await restarted;
    isOver = true;
    await Promise.all(asking);

    expect(answers.at(-1)).toBe(202);
    expect(new Set(answers.slice(0, -1))).toEqual(new Set([503]));
    // 500 is what PostgREST makes of a statement that an administrator has ended.
    expect([200, 500, 503]).toEqual(expect.arrayContaining([...statuses]));
    expect(statuses).toContain(503);
    expect(slowestMs).toBeLessThan(2000);
    expect(await Promise.all(Array.from({ length: 20 }, ask))).toEqual(Array.from({ length: 20 }, () => 200));

    const sql = postgres(dbUrl, { max: 1 });
    const sent = {
      deliveries: [{ id: `msg_${how}`, isReadable: true }],
      conversations: [{ ...conversation, hasSummary: true }],
    };
    await expect.poll(async () => judge(await readBooks(sql, pipedriveUrl), sent), { timeout: 20_000 }).toEqual([]);
    await sql.end();
    expect(crashes).toEqual([]);
  },
);

test("live updates come back after a restart of Postgres", async () => {
  const { apiUrl, publishableKey, dbUrl, demo } = stack.file;
  const client = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  const { data: session } = await client.auth.signInWithPassword(demo);
  const { data: workspaces } = await client.from("workspaces").select("id");
  const workspaceId = workspaces?.[0]?.id ?? "";
  await client.realtime.setAuth();
  const statuses: string[] = [];
  const told: unknown[] = [];
  client
    .channel(`user:${session.user?.id}:${workspaceId}`, { config: { private: true } })
    .on("broadcast", { event: "changed" }, ({ payload }) => void told.push(payload))
    .subscribe((status) => void statuses.push(status));
  await expect.poll(() => statuses, { timeout: 10_000 }).toEqual(["SUBSCRIBED"]);
  await stack.restartDatabase("fast", 200);
  await expect.poll(() => statuses, { timeout: 20_000 }).toContain("CHANNEL_ERROR");
  await expect.poll(() => statuses.at(-1), { timeout: 20_000 }).toBe("SUBSCRIBED");

  const sql = postgres(dbUrl, { max: 1 });
  await sql`update public.workspace_settings set updated_at = now() where workspace_id = ${workspaceId}`;
  await sql.end();
  await expect.poll(() => told, { timeout: 5_000 }).toContainEqual({ table: "workspace_settings", id: workspaceId });
  await client.removeAllChannels();
  expect(crashes).toEqual([]);
});
