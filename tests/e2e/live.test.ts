import { type SupabaseClient, createClient } from "@supabase/supabase-js";
import { afterEach, describe, expect, test, vi } from "vitest";
import { webhookBody } from "../support/conversation.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

const open: SupabaseClient[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.removeAllChannels();
});

/** Listens to a private topic as the web client does: what it is told, and how the subscription fares. */
const listen = async (who: Pick<Team, "email" | "password"> | null, topic: string) => {
  const { apiUrl, publishableKey } = theStack();
  const client = createClient(apiUrl, publishableKey, { auth: { persistSession: false } });
  open.push(client);
  if (who) await client.auth.signInWithPassword(who);
  await client.realtime.setAuth();
  const told: unknown[] = [];
  const channel = client.channel(topic, { config: { private: true } });
  channel.on("broadcast", { event: "changed" }, ({ payload }) => void told.push(payload));
  const status = await new Promise<string>((resolve) => {
    channel.subscribe((state, error) => resolve(error ? `${state}: ${error.message}` : state));
  });
  return { told, status };
};

const topicOf = ({ userId, workspaceId }: Team) => `user:${userId}:${workspaceId}`;

const deliverOne = (team: Team, recordingId: number) =>
  team.deliver(webhookBody({ recordingId, recorder: team.email, invitees: [] }, true));

describe("live updates", () => {
  test("who may see a meeting hears of it, by ids only", async () => {
    const team = await createTeam({ crm: false });
    const { status, told } = await listen(team, topicOf(team));
    expect(status).toBe("SUBSCRIBED");
    await deliverOne(team, 990_001);
    await vi.waitFor(() => expect(told).toContainEqual({ table: "meetings", id: expect.any(String) }), 10_000);
    expect(JSON.stringify(told)).not.toContain(team.email);
  });

  test("a stranger's subscription is refused, and so is one without a person", async () => {
    const [team, stranger] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
    for (const topic of [
      topicOf(team),
      `user:${stranger.userId}:${team.workspaceId}`,
      `workspace:${team.workspaceId}`,
    ]) {
      expect((await listen(stranger, topic)).status).toMatch(/^CHANNEL_ERROR: Unauthorized/);
      expect((await listen(null, topic)).status).toMatch(/^CHANNEL_ERROR: Unauthorized/);
    }
  });

  test("who listens without being let in hears nothing", async () => {
    const team = await createTeam({ crm: false });
    const { apiUrl, publishableKey } = theStack();
    const client = createClient(apiUrl, publishableKey, { auth: { persistSession: false } });
    open.push(client);
    const told: unknown[] = [];
    const isIn = new Promise((resolve) => {
      client
        .channel(topicOf(team))
        .on("broadcast", { event: "*" }, (message) => void told.push(message))
        .subscribe(resolve);
    });
    expect(await isIn).toBe("SUBSCRIBED");
    const { told: heard } = await listen(team, topicOf(team));
    await deliverOne(team, 990_002);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), 10_000);
    expect(told).toEqual([]);
  });

  test("without the project's key there is no connection", async () => {
    const url = `${theStack().apiUrl.replace("http", "ws")}/realtime/v1/websocket?apikey=wrong`;
    const end = await new Promise<string>((resolve) => {
      const socket = new WebSocket(url);
      socket.addEventListener("open", () => resolve("open"));
      socket.addEventListener("error", () => resolve("refused"));
    });
    expect(end).toBe("refused");
  });
});
