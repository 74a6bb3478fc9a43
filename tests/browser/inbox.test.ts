import type postgres from "postgres";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { addColleague, openSql } from "./arrange.ts";

let browser: Browser;
let sql: postgres.Sql;
let team: Team;
beforeAll(async () => {
  browser = await launchBrowser();
  sql = openSql();
  team = await createTeam();
  const meeting = meetingOf(team.email);
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  await team.deliver({ recorded_by: { email: team.email }, hello: "world" }, { id: "msg_unreadable" });
  await sql`
    insert into public.webhook_events (source, delivery_id, workspace_id, user_id, integration_id, origin, state, attempts, error, received_at, proof, payload, payload_bytes)
    select 'fathom', 'msg_old_' || n || ${team.userId}, ${team.workspaceId}, ${team.userId}, ${team.integrationId}, case n % 3 when 0 then 'import' else 'webhook' end,
      case n % 20 when 0 then 'dead' when 1 then 'retrying' else 'processed' end, case n % 20 when 0 then 8 else 1 end,
      case when n % 20 < 2 then 'crm_unavailable: Pipedrive did not answer.' end, now() - n * interval '7 hours', 'signature', '{"title": "Old"}', 16
    from generate_series(1, 60) n`;
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

/** A payload of two megabytes: a long list, a long text, and names that try to be more than names. */
const largePayload = () => ({
  recorded_by: { email: team.email },
  title: "<img src=x onerror=alert(1)>",
  "__proto__ x": { constructor: "\u202eevil" },
  transcript: Array.from({ length: 12_000 }, (_, n) => ({ speaker: `Speaker ${n % 3}`, text: "word ".repeat(25), n })),
  summary: "long ".repeat(60_000),
});

describe("the inbox", () => {
  test("begins with what needs attention, opens a delivery with all that is known of it, and replays it", async () => {
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("link", { name: /^Needs attention 4/ }).waitFor();
    const list = page.getByRole("list", { name: "Deliveries, newest first" });
    await list.getByRole("listitem").first().waitFor();
    expect(await list.getByRole("listitem").count()).toBe(4);

    await list.getByRole("link", { name: "Unreadable: No meeting" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Delivery" });
    await dialog.getByText("Signed by Fathom").waitFor();
    await dialog.getByText("hello").waitFor();
    await dialog.getByText("msg_unreadable").first().waitFor();
    expect(page.url()).toContain("event=");
    await expectWellMade(page, "inbox-delivery");
    await dialog.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("dialog", { name: "Replay this delivery?" }).getByRole("button", { name: "Replay" }).click();
    await dialog.getByText("It is in the queue again.").waitFor();
    await dialog.getByText("Being processed, try 2").waitFor({ timeout: 15_000 });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement !== document.body);
    expect(page.url()).not.toContain("event=");
    expectQuiet();
    await close();
  });

  test("keeps its filter in the address, shows what fits it, and replays that alone", async () => {
    const { page, expectQuiet, close } = await openPage(browser, { ...desktop, colorScheme: "dark" });
    await signIn(page, team);
    await page.goto("/inbox?state=all&origin=pigeon");
    await page.getByRole("link", { name: /^All 62/ }).waitFor();
    await page.getByText("Filters", { exact: true }).click();
    await page.getByLabel("How it came").selectOption("import");
    await page.getByRole("link", { name: /^All 20/ }).waitFor();
    expect(new URL(page.url()).search).toBe("?state=all&origin=import");
    await expectWellMade(page, "inbox-filtered-dark");
    await page.getByRole("link", { name: /^Given up 1/ }).click();
    await page.getByRole("button", { name: "Replay it" }).click();
    const dialog = page.getByRole("dialog", { name: "Replay 1 delivery?" });
    await dialog.getByRole("button", { name: "Replay" }).click();
    await dialog.getByText("1 delivery replayed.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText("No deliveries like this").waitFor();
    const left =
      await sql`select 1 from public.webhook_events where workspace_id = ${team.workspaceId} and state = 'dead'`;
    expect(left).toHaveLength(2);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL("**/inbox?state=dead");
    await page.goto("/inbox?state=all&delivery=msg_unreadable");
    await page.getByRole("link", { name: /^All 1/ }).waitFor();
    expectQuiet();
    await close();
  });

  test("opens a payload of two megabytes without stopping, as text and nothing else, and saves it", async () => {
    const payload = JSON.stringify(largePayload());
    const { body } = await team.deliver(payload);
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto(`/inbox?event=${body.event_id}`);
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
      Object.assign(window, { tasks });
    });
    const dialog = page.getByRole("dialog", { name: "Delivery" });
    await dialog.getByRole("button", { name: /^Show headers and payload/ }).click();
    await dialog.getByText("<img src=x onerror=alert(1)>").waitFor();
    await dialog.getByRole("button", { name: /transcript/ }).click();
    await dialog.getByRole("button", { name: "Show more of 12,000 items" }).click();
    await dialog.getByRole("button", { name: "199 3 fields" }).waitFor();
    const [nodes, longest] = await page.evaluate(() => {
      const { tasks = [] } = window as { tasks?: number[] };
      return [document.querySelectorAll("dialog *").length, Math.max(0, ...tasks)];
    });
    console.log(
      `${(payload.length / 1e6).toFixed(1)} MB: ${nodes} elements, the longest task ${Math.round(longest ?? 0)} ms`,
    );
    expect(nodes).toBeLessThan(3_000);
    expect(longest).toBeLessThan(500);
    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download" }).click();
    expect((await saving).suggestedFilename()).toMatch(/^delivery-msg_[\w-]+\.json$/);
    expectQuiet();
    await close();
  });

  test("is each member's own, on a phone, and says when content is gone and when there is nothing", async () => {
    const member = await addColleague(sql, team, "member");
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, member);
    await page.goto("/inbox");
    await page.getByText("Nothing has arrived yet").waitFor();
    expect(await page.getByRole("button", { name: /^Replay/ }).count()).toBe(0);
    const [event] = await sql<{ id: string }[]>`
      update public.webhook_events set user_id = ${member.userId}, payload = null, headers = '{}', erased_at = now()
      where delivery_id = ${`msg_old_40${team.userId}`} returning id`;
    await page.getByRole("link", { name: /^Needs attention 1/ }).click({ timeout: 15_000 });
    await page.getByRole("link", { name: "Given up: No meeting" }).waitFor();
    await expectWellMade(page, "phone-inbox");
    await page.getByRole("link", { name: "Given up: No meeting" }).click();
    await page.getByText(/^Headers and payload were deleted today, /).waitFor();
    await page.getByRole("button", { name: "Replay" }).waitFor();
    await expectWellMade(page, "phone-inbox-delivery");
    expect(page.url()).toContain(String(event?.id));
    const [other] = await sql<{ id: string }[]>`
      select id from public.webhook_events where workspace_id = ${team.workspaceId} and user_id = ${team.userId} limit 1`;
    await page.goto(`/inbox?event=${other?.id}`);
    await page.getByText("There is no such delivery, or it is a colleague’s.").waitFor();
    expectQuiet();
    await close();
  });
});
