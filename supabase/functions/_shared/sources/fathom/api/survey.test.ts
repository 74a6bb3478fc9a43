import { beforeEach, describe, expect, test } from "vitest";
import { fail, ok, type Result } from "../../../platform/result.ts";
import type { FathomApi, MeetingsQuery, Page, TeamMember } from "./client.ts";
import { type FathomFailure, notSent, rateLimited, unauthorized } from "./failure.ts";
import { surveyAccount } from "./survey.ts";

const unused = async (): Promise<never> => {
  throw new Error("The survey has no business here.");
};
let queries: MeetingsQuery[] = [];
beforeEach(() => {
  queries = [];
});

/** An account whose page of the number says what the two functions say. */
const account = (
  meetings: (page: number) => Result<Page<unknown>, FathomFailure>,
  members: (page: number) => Result<Page<TeamMember>, FathomFailure> = () => ok({ items: [], nextCursor: null }),
): FathomApi => ({
  listMeetings: async (query, cursor) => {
    queries.push(query);
    return meetings(Number(cursor ?? 1));
  },
  teamMembers: async (cursor) => members(Number(cursor ?? 1)),
  recordingSummary: unused,
  recordingTranscript: unused,
  createWebhook: unused,
  deleteWebhook: unused,
});
const { signal } = new AbortController();
const recording = (email: unknown, at: unknown, name: unknown = null) => ({
  recorded_by: { name, email },
  recording_start_time: at,
  created_at: "2026-08-01T00:00:00Z",
});
const single = (...items: unknown[]) => ok({ items, nextCursor: null });
const endless = (page: number) => ok({ items: [recording("ana@example.com", null)], nextCursor: String(page + 1) });

describe("the survey of an account", () => {
  test("counts meetings without asking for their content, and each person's recordings", async () => {
    const api = account(
      (page) =>
        page === 1
          ? ok({
              items: [
                recording("Ana@example.com", "2026-08-20T15:00:00Z", "Ana Host"),
                recording("cleo@example.org", "2026-08-19T15:00:00Z"),
              ],
              nextCursor: "2",
            })
          : single(recording("ana@example.com", "2026-08-21T15:00:00+02:00")),
      () =>
        ok({
          items: [
            { name: "Bob Lee", email: "bob@example.com" },
            { name: "A. Host", email: "ana@example.com" },
          ],
          nextCursor: null,
        }),
    );
    expect(await surveyAccount(api, signal)).toEqual({
      data: {
        meetings: 3,
        more: false,
        people: [
          {
            email: "ana@example.com",
            name: "A. Host",
            recordings: 2,
            lastRecordedAt: "2026-08-21T13:00:00.000Z",
            isMember: true,
          },
          {
            email: "cleo@example.org",
            name: null,
            recordings: 1,
            lastRecordedAt: "2026-08-19T15:00:00.000Z",
            isMember: false,
          },
          { email: "bob@example.com", name: "Bob Lee", recordings: 0, lastRecordedAt: null, isMember: true },
        ],
      },
      error: null,
    });
    expect(queries).toEqual([{ includeContent: false }, { includeContent: false }]);
  });

  test("looks at six pages unless told otherwise, and says that there are more", async () => {
    expect((await surveyAccount(account(endless), signal)).data).toMatchObject({ meetings: 6, more: true });
    expect((await surveyAccount(account(endless), signal, { mostPages: 1 })).data).toMatchObject({ meetings: 1 });
  });

  test("says that there may be more when the list goes round in circles", async () => {
    const api = account(() => ok({ items: [{}], nextCursor: "1" }));
    expect((await surveyAccount(api, signal)).data).toMatchObject({ meetings: 2, more: true });
  });

  test("is not spoilt by odd items", async () => {
    const odd = [null, 7, "text", [], {}, { recorded_by: null }, { recorded_by: "Ana" }, recording({}, {}, [])];
    const { data } = await surveyAccount(
      account(() => single(...odd, recording("ana@example.com", "soon"))),
      signal,
    );
    expect(data).toMatchObject({
      meetings: 5,
      people: [{ email: "ana@example.com", recordings: 1, lastRecordedAt: "2026-08-01T00:00:00.000Z" }],
    });
  });

  test("fails with the list of meetings, also in the middle", async () => {
    const api = account((page) => (page === 1 ? endless(page) : fail(unauthorized(401))));
    expect((await surveyAccount(api, signal)).error).toEqual(unauthorized(401));
  });

  test.each(["forbidden", "not_found", "garbage"] as const)("knows no members when their list is %s", async (kind) => {
    const api = account(endless, () => fail({ kind, status: 403, message: "" }));
    expect((await surveyAccount(api, signal)).data?.people).toMatchObject([{ isMember: false }]);
  });

  test("fails when the list of members may come later", async () => {
    for (const failure of [notSent(), rateLimited(429, 9000)]) {
      expect(
        (
          await surveyAccount(
            account(endless, () => fail(failure)),
            signal,
          )
        ).error,
      ).toEqual(failure);
    }
  });

  test("looks at ten pages of members and leaves an endless list there", async () => {
    const member = (page: number) =>
      ok({ items: [{ name: null, email: `m${page}@example.com` }], nextCursor: String(page + 1) });
    expect(
      (
        await surveyAccount(
          account(() => single(), member),
          signal,
        )
      ).data?.people,
    ).toHaveLength(10);
  });
});
