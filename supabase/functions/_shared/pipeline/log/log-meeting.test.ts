import { describe, expect, test } from "vitest";
import type { CrmFailure, CrmProvider } from "../../crm/provider.ts";
import type { Database } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { createBackoff } from "../queue/backoff.ts";
import { type LogContext, logMeeting } from "./log-meeting.ts";

const away: CrmFailure = { kind: "unavailable", status: 503, message: "Away." };
const refused: CrmFailure = { kind: "unauthorized", status: 401, message: "Refused." };
const limited = (retryAfterMs: number): CrmFailure => ({
  kind: "rate_limited",
  status: 429,
  retryAfterMs,
  daily: false,
  message: "Wait.",
});

const meetingId = "00000000-0000-4000-8000-000000000001";
const recording = {
  id: meetingId,
  title: "Call",
  startedAt: null,
  durationSeconds: null,
  summary: null,
  actionItems: null,
  recordingUrl: null,
  shareUrl: null,
  attendees: [],
};
const connection = {
  id: "00000000-0000-4000-8000-000000000002",
  provider: "pipedrive",
  account: "acme",
  status: "active",
  sealedToken: "sealed",
  saysItWorks: true,
};
const idOf = (index: number): string => `00000000-0000-4000-8000-0000000001${String(index).padStart(2, "0")}`;

type Found = Result<{ id: string; name: string; organization: null }[], CrmFailure>;
const person: Found = ok([{ id: "7", name: "Ben", organization: null }]);

/** Logs a meeting whose attendees are answered so, one each, at this try of the job. */
const run = async (answers: Found[], attempt = 1, more: Partial<typeof connection> = {}) => {
  const saved: { id: string; status: string; reason: string; countsAsAttempt: boolean }[] = [];
  const reports: unknown[] = [];
  let opened = 0;
  const outcomes = answers.map((_, index) => ({
    id: idOf(index),
    meetingId,
    email: `${index}@example.org`,
    attempts: 0,
    personId: null,
    writeStartedAt: null,
    knownPersonId: null,
    knownPersonName: null,
    isHumanChoice: false,
  }));
  const loaded = {
    recordings: [recording],
    dryRun: false,
    notesWithheld: false,
    connection: { ...connection, ...more },
    outcomes,
    written: [],
    begun: [],
  };
  const rpc = async (name: string, args: { saved?: { outcomes?: typeof saved } }) => {
    if (name === "load_log_work") return { data: loaded, error: null, status: 200 };
    if (name === "report_connection") reports.push(args);
    saved.push(...(args.saved?.outcomes ?? []));
    return { data: true, error: null, status: 200 };
  };
  const crm = {
    findPeople: async (email: string) => answers[Number(email.split("@")[0])] ?? ok([]),
    writeNote: async () => ok({ noteId: "1" }),
  } as unknown as CrmProvider;
  const context: LogContext = {
    database: { rpc } as unknown as Database,
    backoff: createBackoff({ random: () => 0.5, scale: 1 }),
    openCrm: async () => ((opened += 1), crm),
  };
  const job = {
    id: "j",
    kind: "log",
    leaseToken: "l",
    workspaceId: "w",
    claims: 1,
    attempt,
    eventId: null,
    meetingId,
  } as const;
  const end = await logMeeting(context, job, new AbortController().signal);
  const last = answers.map((_, index) => saved.findLast(({ id }) => id === idOf(index)));
  return { end, last, reports, opened };
};

describe("what the CRM could not take now", () => {
  test("is tried again by the schedule; the others are logged", async () => {
    const { end, last } = await run([person, fail(away)]);
    expect(end).toEqual({ end: "retry", delayMs: 5000, failure: "Away." });
    expect(last).toMatchObject([
      { status: "note_added" },
      { status: "pending", reason: "crm_unavailable", countsAsAttempt: true },
    ]);
  });

  test("when there are too many calls it is not tried at all, for as long as is asked for", async () => {
    const { end, last } = await run([person, fail(limited(2000)), fail(limited(20_000))]);
    expect(end).toEqual({ end: "parked", delayMs: 20_000, failure: "Wait." });
    expect(last.slice(1)).toMatchObject(
      Array(2).fill({ status: "pending", reason: "crm_rate_limited", countsAsAttempt: false }),
    );
  });

  test("whoever has to wait their turn does not use up the tries of whom the CRM cannot answer", async () => {
    expect((await run([fail(limited(20_000)), fail(away)], 5)).end).toMatchObject({
      end: "retry",
      delayMs: 5 * 3_600_000,
    });
  });

  test("nor is anybody tried before the CRM wants calls again", async () => {
    expect((await run([fail(limited(40_000_000)), fail(away)])).end).toMatchObject({
      end: "retry",
      delayMs: 40_000_000,
    });
  });

  test("after the last try it is given up, with the reason", async () => {
    const { end, last } = await run([fail(away), person], 8);
    expect(end).toEqual({ end: "dead", failure: "Away." });
    expect(last).toMatchObject([
      { status: "failed", reason: "gave_up", error: "Given up after the last try. Away." },
      { status: "note_added" },
    ]);
  });

  test("a CRM that wants no calls is waited for, however often", async () => {
    expect((await run([fail(limited(1000))], 8)).end).toMatchObject({ end: "parked" });
  });
});

describe("what a meeting says of its connection", () => {
  test("nothing new when all is well and the database knows", async () => {
    expect((await run([person])).reports).toEqual([]);
  });

  test("that it works, when the database does not know", async () => {
    expect((await run([person], 1, { saysItWorks: false })).reports).toMatchObject([{ worked: true, broken: false }]);
  });

  test("that it does not, and whether for good", async () => {
    expect((await run([fail(away), person])).reports).toMatchObject([
      { worked: false, broken: false, failure: "Away." },
    ]);
    expect((await run([fail(away), fail(refused)])).reports).toMatchObject([
      { worked: false, broken: true, failure: "Refused.", used_token: "sealed" },
    ]);
  });

  test("that calls have to wait is said by the limiter, not here", async () => {
    expect((await run([fail(limited(1000)), person], 1, { saysItWorks: false })).reports).toEqual([]);
  });

  test("one that is broken is not called, and everybody is told", async () => {
    const { end, last, opened } = await run([person, person], 1, { status: "broken" });
    expect([end, opened]).toEqual([{ end: "done" }, 0]);
    expect(last).toMatchObject(Array(2).fill({ status: "failed", reason: "crm_unauthorized" }));
  });
});
