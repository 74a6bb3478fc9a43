import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";
import { openSql } from "./arrange.ts";

const quietMs = 500;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A workspace with so many meetings of so many attendees, as many deliveries; the id of one of the meetings. */
const fill = async ({ workspaceId, userId, integrationId }: Team, meetings: number, attendees: number) => {
  const sql = openSql();
  await sql`
    with known as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      select ${workspaceId}, ${userId}, 'fathom', 'counted-' || n, 'Counted ' || n, now() - n * interval '1 hour'
      from generate_series(1, ${meetings}::integer) n returning id)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status, reason)
    select id, ${workspaceId}, ${userId}, 'Guest ' || n, 'guest-' || n || '@example.org', 'not_found', 'no_person'
    from known, generate_series(1, ${attendees}::integer) n`;
  await sql`
    insert into public.webhook_events (source, delivery_id, workspace_id, user_id, integration_id, origin, state, proof, payload, payload_bytes)
    select 'fathom', 'counted-' || gen_random_uuid(), ${workspaceId}, ${userId}, ${integrationId}, 'webhook', 'processed', 'signature', '{}', 2
    from generate_series(1, ${meetings}::integer)`;
  const [meeting] = await sql<{ id: string }[]>`
    select id from public.meetings where workspace_id = ${workspaceId} and external_id = 'counted-1'`;
  await sql.end();
  return meeting?.id ?? "";
};

/** What a page asks the server for until it asks no more. */
const requestsOf = async (page: Page, path: string): Promise<string[]> => {
  await page.goto("about:blank");
  const asked: string[] = [];
  const see = (request: { method(): string; url(): string }): void => {
    if (request.method() === "OPTIONS" || !request.url().startsWith(theStack().apiUrl)) return;
    asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  };
  page.on("request", see);
  await page.goto(path);
  for (let before = -1; before !== asked.length;) {
    before = asked.length;
    await page.waitForTimeout(quietMs);
  }
  page.off("request", see);
  return asked.toSorted();
};

test("a page asks no more often for many meetings, attendees and deliveries than for one of each", async () => {
  const ask = async (meetings: number, attendees: number): Promise<Record<string, string[]>> => {
    const team = await createTeam({ crm: false });
    const meetingId = await fill(team, meetings, attendees);
    const { page, close } = await openPage(browser);
    await signIn(page, team);
    const asked: Record<string, string[]> = {};
    for (const path of ["/overview", "/inbox", "/audit", "/meetings", `/meetings/${meetingId}`]) {
      asked[path.replace(meetingId, "…")] = await requestsOf(page, path);
    }
    await close();
    return asked;
  };
  const [one, many] = await Promise.all([ask(1, 1), ask(45, 12)]);
  expect(Math.min(...Object.values(one).map(({ length }) => length))).toBeGreaterThan(3);
  expect(many).toEqual(one);
});
