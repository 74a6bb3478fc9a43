import http from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { fixtureText, meetingOf } from "../support/fixtures.ts";
import { type Team, createTeam, deliverSigned, postUnsigned, makeToken } from "../support/team.ts";
import { eventOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

let team: Team;
let token: string;

beforeAll(async () => {
  team = await createTeam();
  token = await makeToken(team);
});

const eventCount = async (): Promise<number | null> =>
  (await team.client.from("webhook_events").select("id", { count: "exact", head: true })).count;

const otherSecret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

describe("what the webhook refuses, it refuses without a trace", () => {
  const unauthenticated = {
    error: { code: "unauthenticated", message: expect.stringContaining("could not be authenticated") },
  };
  const malformed = { error: { code: "malformed", message: expect.any(String) } };
  const cases: [string, () => Promise<{ status: number; body: unknown }>, number][] = [
    ["no signature and no token", () => postUnsigned(meetingOf(team.email)), 401],
    ["an unknown token", () => postUnsigned(meetingOf(team.email), `?token=${"x".repeat(43)}`), 401],
    ["an empty token", () => postUnsigned(meetingOf(team.email), "?token="), 401],
    ["an endless token", () => postUnsigned(meetingOf(team.email), `?token=${"x".repeat(5000)}`), 401],
    [
      "a hint without a signature",
      () => postUnsigned(meetingOf(team.email), `?integration=${team.integrationId}`),
      401,
    ],
    ["a signature of another secret", () => team.deliver(meetingOf(team.email), { secret: otherSecret }), 401],
    [
      "a signature of another secret with a hint",
      () =>
        team.deliver(meetingOf(team.email), {
          secret: otherSecret,
          url: `${theStack().webhookUrl}?integration=${team.integrationId}`,
        }),
      401,
    ],
    [
      "a valid token with a bad signature",
      () => deliverSigned(meetingOf(team.email), otherSecret, { url: `${theStack().webhookUrl}?token=${token}` }),
      401,
    ],
    ["a signature of 301 s ago", () => team.deliver(meetingOf(team.email), { sentAt: ago(305) }), 401],
    ["a signature of the future", () => team.deliver(meetingOf(team.email), { sentAt: ago(-305) }), 401],
    ["an unknown e-mail", () => team.deliver(meetingOf("nobody@example.com")), 401],
    ["a body that names nobody", () => team.deliver({ title: "x", summary: "y" }), 401],
    ["malformed JSON", () => team.deliver('{"title":'), 400],
    ["text", () => team.deliver("hello"), 400],
    ["an empty body", () => postUnsigned(""), 400],
    ["malformed JSON with a token", () => postUnsigned("{", `?token=${token}`), 400],
  ];

  test.each(cases)("%s", async (_, send, status) => {
    const before = await eventCount();
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(status === 401 ? unauthenticated : malformed);
    expect(await eventCount()).toBe(before);
  });

  test("a known and an unknown e-mail get the same answer to the last byte", async () => {
    const answers = await Promise.all(
      [team.email, "nobody@example.com"].map(async (email) => {
        const { status, body, headers } = await team.deliver(meetingOf(email), { secret: otherSecret });
        const kept = [...headers].filter(([name]) => name !== "date");
        return JSON.stringify({ status, body, kept });
      }),
    );
    expect(answers[0]).toBe(answers[1]);
  });

  test.each(["GET", "PUT", "PATCH", "DELETE"])("%s is 405 and says what is allowed", async (method) => {
    const response = await fetch(theStack().webhookUrl, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("no other origin is invited", async () => {
    const response = await fetch(theStack().webhookUrl, {
      method: "OPTIONS",
      headers: { origin: "https://example.com", "access-control-request-method": "POST" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("more than 10 MiB is 413, told by its length before the body is read", async () => {
    const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      const request = http.request(theStack().webhookUrl, {
        method: "POST",
        headers: { "content-length": String(50 * 1024 * 1024) },
      });
      request.on("response", (response) => {
        resolve({ status: response.statusCode ?? 0, sent: request.socket?.bytesWritten ?? 0 });
        request.destroy();
      });
      request.on("error", reject);
      request.write("{");
    });
    expect(answer.status).toBe(413);
    expect(answer.sent).toBeLessThan(10_000);
  });

  test("more than 10 MiB in chunks is 413 before the end, and the sender may stop", async () => {
    const chunk = Buffer.alloc(256 * 1024, 32);
    const answer = await new Promise<{ status: number; sent: number }>((resolve, reject) => {
      let sent = 0;
      let over = false;
      const request = http.request(theStack().webhookUrl, { method: "POST" });
      request.on("response", (response) => {
        over = true;
        resolve({ status: response.statusCode ?? 0, sent });
        request.destroy();
      });
      request.on("error", (error) => over || reject(error));
      const more = (): void => {
        while (!over && sent < 40 * 1024 * 1024) {
          sent += chunk.length;
          if (!request.write(chunk)) return void request.once("drain", more);
        }
      };
      more();
    });
    expect(answer.status).toBe(413);
    expect(answer.sent).toBeLessThan(40 * 1024 * 1024);
  });
});

describe("what the webhook takes", () => {
  test("health is answered", async () => {
    const response = await fetch(`${theStack().webhookUrl}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("a delivery signed 295 s ago", async () => {
    expect((await team.deliver(meetingOf(team.email), { sentAt: ago(295) })).status).toBe(202);
  });

  test("the same delivery again is 200 with the same event", async () => {
    const meeting = meetingOf(team.email);
    const first = await team.deliver(meeting, { id: "msg_again" });
    const again = await team.deliver(meeting, { id: "msg_again" });
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(again.body).toEqual({ status: "duplicate", event_id: first.body.event_id });
  });

  test("a token stands for its integration; the same body again is a duplicate although it has no id", async () => {
    const body = fixtureText("73");
    const first = await postUnsigned(body, `?token=${token}`);
    const again = await postUnsigned(body, `?token=${token}`);
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(again.body.event_id).toBe(first.body.event_id);
  });

  test("a hint finds the webhook's owner when a shared recording names somebody else", async () => {
    const meeting = meetingOf("colleague@example.com");
    const { status } = await team.deliver(meeting, {
      url: `${theStack().webhookUrl}?integration=${team.integrationId}`,
    });
    expect(status).toBe(202);
    await waitForOutcomes(team, String(meeting.recording_id));
  });

  test("of several integrations that claim one e-mail, the one whose secret signed", async () => {
    const rival = await createTeam({ crm: false });
    await rival.api("/fathom-integrations", { fathomUserEmail: team.email, signingSecret: otherSecret });
    const meeting = meetingOf(team.email);
    const { body } = await deliverSigned(meeting, otherSecret);
    expect(await eventOf(rival, { body })).toBeDefined();
    expect(await eventOf(team, { body })).toBeUndefined();
  });

  test("a new signing secret is valid at once, the former one no more, whatever was remembered", async () => {
    const changing = await createTeam({ crm: false });
    expect((await changing.deliver(meetingOf(changing.email))).status).toBe(202);
    await changing.api("/fathom-integrations", { fathomUserEmail: changing.email, signingSecret: otherSecret });
    expect((await changing.deliver(meetingOf(changing.email), { secret: otherSecret })).status).toBe(202);
    expect((await changing.deliver(meetingOf(changing.email))).status).toBe(401);
  });

  test("an authentic body of a shape nobody knows is taken, kept and shown as unreadable (promise 1)", async () => {
    const { status, body } = await postUnsigned({ hello: "world" }, `?token=${token}`);
    expect(status).toBe(202);
    const event = async () => eventOf(team, { body });
    await expect.poll(event, { timeout: 10_000 }).toMatchObject({
      state: "unreadable",
      error: expect.stringContaining("unknown_shape"),
      payload: { hello: "world" },
    });
  });

  test("a body of 2 MB", async () => {
    const meeting = {
      ...meetingOf(team.email),
      transcript: Array.from({ length: 20_000 }, (_, index) => ({
        speaker: { display_name: "Ana Host" },
        text: `Sentence ${index} ${"and so on ".repeat(6)}`,
        timestamp: "00:00:01",
      })),
    };
    expect(JSON.stringify(meeting).length).toBeGreaterThan(2_000_000);
    expect((await team.deliver(meeting)).status).toBe(202);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    expect(outcomes.find(({ email }) => email === "ben.buyer@example.org")?.status).toBe("note_added");
  });
});
