import { describe, expect, test } from "vitest";
import type { SlackFailure } from "../../alerts/slack/failure.ts";
import type { Database } from "../../platform/database.ts";
import { fail, ok } from "../../platform/result.ts";
import { createBackoff } from "../queue/backoff.ts";
import { sendAlert } from "./send-alert.ts";

const alert = {
  workspaceId: "00000000-0000-4000-8000-000000000001",
  workspaceName: "Acme",
  kind: "dead_letter",
  count: 2,
  total: 5,
  since: "2026-11-21T09:00:00+00:00",
  sealedUrl: "sealed",
};

/** Sends an alert, to whose message Slack answers so; says how the job ended, what was sent and what was written down. */
const run = async (
  failure: SlackFailure | null,
  more: Partial<Record<keyof typeof alert, unknown>> = {},
  attempt = 1,
) => {
  const sent: unknown[] = [];
  const calls: string[] = [];
  const rpc = async (name: string, args: Record<string, unknown>) => {
    if (name === "load_alert") return { data: { ...alert, ...more }, error: null, status: 200 };
    calls.push(`${name} ${args["total"] ?? args["failure"]}`);
    return { data: true, error: null, status: 200 };
  };
  const end = await sendAlert(
    {
      database: { rpc } as unknown as Database,
      slack: {
        send: async (url, message) => {
          sent.push({ ...message, url });
          return failure ? fail(failure) : ok(null);
        },
      },
      sealer: { open: async (sealed: string) => `opened ${sealed}` } as never,
      webUrl: "https://debrief.example.com",
      backoff: createBackoff({ random: () => 0.5, scale: 1 }),
    },
    { id: "j", kind: "alert", leaseToken: "l", workspaceId: "w", attempt, claims: 1, eventId: null, meetingId: null },
    new AbortController().signal,
  );
  return { end, sent, calls };
};

describe("telling Slack", () => {
  test("what it has not been told of, and how many that makes in all", async () => {
    const { end, sent, calls } = await run(null);
    expect(sent).toMatchObject([{ url: "opened sealed", count: 2, workspaceName: "Acme" }]);
    expect([end, calls]).toEqual([{ end: "ended" }, ["mark_alert_sent 5"]]);
  });

  test.each([
    ["nothing is left to tell", { count: 0 }],
    ["Slack is not connected any more, or broken", { sealedUrl: null }],
  ])("nothing is sent when %s", async (_, more) => {
    const { end, sent } = await run(null, more);
    expect([end, sent]).toEqual([{ end: "done" }, []]);
  });

  test("an address that is refused for good is written down, and that is the end of it", async () => {
    const { end, calls } = await run({ kind: "gone", status: 410, message: "Make a new one." });
    expect([end, calls]).toEqual([{ end: "done" }, ["mark_slack_broken Make a new one."]]);
  });

  test("what Slack refuses as it is is given up at once", async () => {
    expect((await run({ kind: "rejected", status: 400, message: "No." })).end).toEqual({ end: "dead", failure: "No." });
  });

  test("no answer: tried again by the schedule, and given up after the last try", async () => {
    const away: SlackFailure = { kind: "unavailable", status: null, message: "No answer." };
    expect((await run(away)).end).toEqual({ end: "retry", delayMs: 5000, failure: "No answer." });
    expect((await run(away, {}, 8)).end).toEqual({ end: "dead", failure: "No answer." });
  });

  test("too fast: it waits as long as is asked for, a second at least, and uses up no try", async () => {
    const limited = (retryAfterMs: number): SlackFailure => ({
      kind: "rate_limited",
      status: 429,
      retryAfterMs,
      message: "Slower.",
    });
    expect((await run(limited(30_000), {}, 8)).end).toEqual({ end: "parked", delayMs: 30_000, failure: "Slower." });
    expect((await run(limited(0))).end).toEqual({ end: "parked", delayMs: 1000, failure: "Slower." });
  });
});
