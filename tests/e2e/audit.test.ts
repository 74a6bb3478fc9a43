import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMeetings } from "../support/many-meetings.ts";
import { meetingOf } from "../support/fixtures.ts";
import { parseCsv } from "../support/parse-csv.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";
import { waitForOutcomes } from "../support/wait.ts";

const sql = postgres(theStack().dbUrl, { max: 2, onnotice: () => undefined });
afterAll(() => sql.end());

const get = async (team: Pick<Team, "client">, query: Record<string, string> = {}): Promise<Response> => {
  const { data } = await team.client.auth.getSession();
  return fetch(`${theStack().apiUrl}/functions/v1/api/audit.csv?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${data.session?.access_token}` },
  });
};
const linesOf = async (team: Pick<Team, "client">, query: Record<string, string> = {}): Promise<string[][]> =>
  parseCsv(await (await get(team, query)).text()).slice(1);

const hostile = ['=HYPERLINK("http://example.net")', "@cmd", "\t=1", "a\r\n=1;=2", "\u202e3202 שלום", 'Zoë "☕", 👩‍🚀'];

describe("the audit trail as a file", () => {
  let team: Team;
  let colleague: Team;
  beforeAll(async () => {
    [team, colleague] = [await createTeam(), await createTeam({ crm: false })];
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, 'member')`;
    for (const title of hostile) {
      const meeting = meetingOf(team.email, "02", { title });
      await team.deliver(meeting);
      await waitForOutcomes(team, String(meeting.recording_id));
    }
  });

  test("is a file with the columns that queries rely on, which a spreadsheet takes for UTF-8", async () => {
    const answer = await get(team, { from: "2026-11-01T00:00:00+01:00", before: "2026-12-01T00:00:00+01:00" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="debrief-audit-2026-11.csv"');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(parseCsv(new TextDecoder().decode(bytes))[0]?.slice(0, 10)).toEqual([
      "processed_at",
      "meeting_title",
      "meeting_external_id",
      "attendee_name",
      "attendee_email",
      "outcome",
      "crm_person_id",
      "crm_note_id",
      "webhook_event_id",
      "error",
    ]);
  });

  test("holds what the view holds, oldest first, and no cell that a spreadsheet runs", async () => {
    const lines = await linesOf(team);
    const { data } = await team.client
      .from("attendee_audit")
      .select("meeting_title, attendee_email, outcome, crm_note_id, webhook_event_id")
      .order("processed_at")
      .order("attendee_outcome_id");
    const plain = (text: string | null | undefined) => (text ?? "").replaceAll("'", "");
    expect(lines.map((line) => [1, 4, 5, 7, 8].map((column) => plain(line[column])))).toEqual(
      data?.map((row) => Object.values(row).map(plain)),
    );
    expect(lines.flat().filter((cell) => /^[=@\t\r]/.test(cell))).toEqual([]);
    expect(lines.map(([processedAt]) => processedAt)).toEqual(lines.map(([processedAt]) => processedAt).toSorted());
  });

  test("obeys the filter, and is empty when nothing fits it", async () => {
    const missing = await linesOf(team, { outcome: "not_found" });
    expect(new Set(missing.map((line) => line[5]))).toEqual(new Set(["Not Found in Pipedrive"]));
    expect(await linesOf(team, { outcome: "not_found", before: "2026-01-01T00:00:00Z" })).toEqual([]);
    const found = await linesOf(team, { q: "שלום", outcome: "note_added" });
    expect(found.map((line) => line[4])).toEqual(["ben.buyer@example.org"]);
  });

  test("is each person's own, a manager's is the workspace's, a stranger's is empty", async () => {
    const all = (await linesOf(team)).length;
    const asked = { workspaceId: team.workspaceId };
    expect(await linesOf(colleague, asked)).toEqual([]);
    await sql`update public.workspace_members set role = 'manager' where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
    expect((await linesOf(colleague, asked)).length).toBe(all);
    await sql`delete from public.workspace_members where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
    expect((await get(colleague, asked)).status).toBe(404);
    expect(await linesOf(colleague)).toEqual([]);
    const { apiUrl } = theStack();
    expect((await fetch(`${apiUrl}/functions/v1/api/audit.csv`)).status).toBe(401);
  });

  test.each([
    [{ outcome: "lost" }, "outcome"],
    [{ from: "yesterday" }, "from"],
    [{ before: "2026-02-30T00:00:00Z" }, "before"],
    [{ q: "x".repeat(201) }, "q"],
    [{ workspaceId: "mine" }, "workspaceId"],
  ])("%j is refused by the name of what is wrong", async (query, name) => {
    const answer = await get(team, query);
    expect([answer.status, (await answer.json()).error.message]).toEqual([400, expect.stringContaining(name)]);
  });
});

describe("50,000 lines", () => {
  let team: Team;
  beforeAll(async () => {
    team = await createTeam({ crm: false });
    await addMeetings(sql, team, { meetings: 12_500, attendees: 4 });
  }, 60_000);

  test("come as they are read: the first long before the last, and each once", async () => {
    const startedAt = performance.now();
    const answer = await get(team);
    const reader = answer.body?.getReader();
    const [chunks, times]: [Uint8Array[], number[]] = [[], []];
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || !value) break;
      chunks.push(value);
      times.push(performance.now() - startedAt);
    }
    const bytes = Buffer.concat(chunks);
    const lines = parseCsv(bytes.toString("utf8")).slice(1);
    expect(lines).toHaveLength(50_000);
    expect(new Set(lines.map((line) => line[4])).size).toBe(50_000);
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    console.log(
      `50,000 lines: ${(bytes.length / 1e6).toFixed(1)} MB, the first after ${(first / 1000).toFixed(2)} s, all after ${(last / 1000).toFixed(1)} s`,
    );
    expect(first).toBeLessThan(last / 3);
  });

  test("that the database cannot go on with break off, so that half a file never looks whole", async () => {
    const answer = await get(team);
    const reader = answer.body?.getReader();
    await reader?.read();
    await sql`alter function public.audit_page rename to audit_page_away`;
    const readOn = async () => {
      while (!(await reader?.read())?.done);
    };
    try {
      await expect(readOn()).rejects.toThrow();
    } finally {
      await sql`alter function public.audit_page_away rename to audit_page`;
    }
  });
});
