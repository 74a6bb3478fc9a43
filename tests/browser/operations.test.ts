import type postgres from "postgres";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { addColleague, openSql } from "./arrange.ts";
import { expectFrameWellMade } from "./frame.ts";

let browser: Browser;
let sql: postgres.Sql;
beforeAll(async () => {
  browser = await launchBrowser();
  sql = openSql();
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

const darkDesktop = { ...desktop, colorScheme: "dark" } as const;

const log = async (team: Team, change: Parameters<typeof meetingOf>[2] = {}): Promise<void> => {
  const meeting = meetingOf(team.email, "02", change);
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("a dry run", () => {
  test("says everywhere that nothing is written, shows the very note, and is written when it is over", async () => {
    const team = await createTeam();
    await sql`update public.workspace_settings set dry_run = true where workspace_id = ${team.workspaceId}`;
    await log(team);
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByText("nothing is written to Pipedrive").waitFor();
    await expectWellMade(page, "dry-run-meetings");
    await page.getByText("Renewal review").click();
    await page.getByText("nothing is written to Pipedrive").waitFor();
    expect(await page.getByRole("button", { name: /^Write now/ }).count()).toBe(0);
    await expectWellMade(page, "dry-run-meeting");

    await page.getByRole("button", { name: "Show the note for Ben Buyer" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Note for Ben Buyer" });
    const frame = dialog.locator("iframe");
    await frame.waitFor();
    expect(await focused(page)).toBe("Note for Ben Buyer");
    expect(await frame.getAttribute("sandbox")).toBe("");
    await expectFrameWellMade(page, "dry-run-note");
    const shown = (await frame.getAttribute("srcdoc")) ?? "";
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Show the note");

    await page.goto("/settings#logging");
    await page.getByRole("button", { name: "Switch dry run off" }).click();
    await page.getByText("1 attendee was not written during the dry run.").waitFor();
    await expectWellMade(page, "dry-run-over");
    await page.getByRole("button", { name: "Write it now" }).click();
    await expectWellMade(page, "dry-run-write-now");
    await page.getByRole("button", { name: "Write now" }).click();
    await page.getByText("1 attendee is being written.").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await page.goto("/meetings");
    await page.getByText("1 logged").waitFor({ timeout: 15_000 });
    const reference = /dbr-[\da-f]{16}/.exec(shown)?.[0] ?? "none";
    const [note] = await simulatedPipedrive.notes(reference);
    expect(shown).toContain(`<body>${note?.content}</body>`);
    expectQuiet();
    await close();
  });

  test("one attendee is written from the meeting's page, and the focus stays with them", async () => {
    const team = await createTeam();
    await sql`update public.workspace_settings set dry_run = true where workspace_id = ${team.workspaceId}`;
    await log(team);
    await sql`update public.workspace_settings set dry_run = false where workspace_id = ${team.workspaceId}`;
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, team);
    await page.getByText("Renewal review").click();
    await page.getByText(/^Looked up again tomorrow, /).waitFor();
    await page.getByRole("button", { name: "Write now for Ben Buyer" }).press("Enter");
    await page.getByText("Found and Note Added").waitFor({ timeout: 10_000 });
    expect(await focused(page)).toContain("Ben Buyer");
    await page.getByRole("button", { name: "Show the note for Ben Buyer" }).click();
    await page.getByText("This is the note as Debrief writes it in Pipedrive.").waitFor();
    await expectFrameWellMade(page, "phone-note");
    expectQuiet();
    await close();
  });
});

describe("what went wrong", () => {
  test("an alert stands until somebody has seen it; a delivery that was given up is replayed", async () => {
    const team = await createTeam();
    await log(team);
    // Its attendees have their outcomes a moment before it is done itself.
    const done = () => sql`select 1 from public.webhook_events
      where workspace_id = ${team.workspaceId} and state = 'processed'`;
    await vi.waitUntil(async () => (await done()).length === 1, { timeout: 10_000 });
    await team.deliver({ recorded_by: { email: team.email }, hello: "world" });
    await sql`update public.webhook_events set state = 'dead', error = 'crm_unavailable: Pipedrive did not answer.'
      where workspace_id = ${team.workspaceId} and state = 'processed'`;
    await sql`update public.attendee_outcomes set status = 'failed', reason = 'gave_up', updated_at = now() + interval '1 minute'
      where workspace_id = ${team.workspaceId} and status = 'not_found'`;
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByText("1 delivery or attendee could not be logged").waitFor({ timeout: 15_000 });
    await page.getByRole("link", { name: "Meetings (1 alert)" }).waitFor();
    await page.getByText("Which attendees?").click();
    await page.getByRole("link", { name: /^cleo@example.org in Renewal review/ }).waitFor();
    await page.getByText("2 deliveries did not end as they should.").click();
    await expectWellMade(page, "alerts");

    await page.getByRole("button", { name: /^Replay: Given up after the last try/ }).press("Enter");
    await page.getByText("One delivery did not end as it should.").waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Replay all" }).click();
    const dialog = page.getByRole("dialog", { name: "Replay all deliveries?" });
    await expectWellMade(page, "replay-all");
    await dialog.getByRole("button", { name: "Replay all" }).click();
    await dialog.getByText("1 delivery replayed.").waitFor();
    await expectWellMade(page, "replay-all-done");
    await dialog.getByRole("button", { name: "Close" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement !== document.body);

    await page.getByRole("button", { name: /^Seen: / }).press("Enter");
    await page.getByRole("link", { name: "Meetings", exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement !== document.body);
    const [alert] = await sql`select acknowledged_by from public.alerts where workspace_id = ${team.workspaceId}`;
    expect(alert).toEqual({ acknowledged_by: team.userId });
    expectQuiet();
    await close();
  });

  test("alerts of every kind lead to where they are put right, on a phone in the dark too", async () => {
    const team = await createTeam();
    const kinds = ["dead_letter", "connection_failing", "source_failing", "source_unauthorized", "import_stopped"];
    for (const kind of [...kinds, "integration_quiet"])
      await sql`insert into public.alerts (workspace_id, kind, count) values (${team.workspaceId}, ${kind}, 2)`;
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, team);
    await page.getByText("The CRM connection does not work as it should (2 times)").waitFor();
    await expectWellMade(page, "phone-alerts");
    await page.getByRole("link", { name: "Open Settings" }).first().click();
    await page.waitForURL("**/settings#pipedrive");
    await page.getByRole("heading", { name: "Pipedrive", exact: true }).waitFor();
    expectQuiet();
    await close();
  });

  test("how connections do is said where they are set up", async () => {
    const team = await createTeam();
    const inAnHour = new Date(Date.now() + 3_600_000);
    await sql`update public.crm_connections set call_again_at = ${inAnHour}, paused_because = 'daily_budget'
      where workspace_id = ${team.workspaceId}`;
    await sql`update public.fathom_integrations set last_event_at = now() - interval '20 days', quiet_since = now() - interval '20 days'
      where workspace_id = ${team.workspaceId}`;
    const { page, expectQuiet, close } = await openPage(browser, darkDesktop);
    await signIn(page, team);
    await page.goto("/settings");
    await page.getByText(/^Paused until (today|tomorrow), .* budget/).waitFor();
    await page.getByText(/^Quiet since .* for much longer than usual/).waitFor();
    await expectWellMade(page, "dark-settings-health");
    await sql`update public.crm_connections set call_again_at = null, failures_in_row = 2, last_error = 'Pipedrive did not answer.'
      where workspace_id = ${team.workspaceId}`;
    await page.getByText("The last 2 meetings could not be logged.").waitFor({ timeout: 15_000 });
    expectQuiet();
    await close();
  });
});

describe("a conversation that was recorded twice", () => {
  test("each recording leads to the other, and its attendees say that they share a note", async () => {
    const team = await createTeam();
    const same = { meeting_url: "https://meet.example.com/both", scheduled_start_time: "2026-08-20T15:00:00Z" };
    await log(team, same);
    await log(team, { ...same, title: "Renewal review, second bot" });
    await sql`update public.meetings set erased_at = now() where workspace_id = ${team.workspaceId}`;
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByText("Renewal review, second bot").click();
    await page.getByText("This conversation was recorded twice; the people got one note.").waitFor();
    await page.getByText("Logged with another recording of this conversation.").first().waitFor();
    await page.getByText(/^A person was erased from this meeting today, /).waitFor();
    await expectWellMade(page, "meeting-recorded-twice");
    await page.getByRole("list", { name: "Other recordings" }).getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: /^Renewal review — Globex$/ }).waitFor();
    expectQuiet();
    await close();
  });
});

/** What whoever sets nothing up may do in the settings all the same. */
const HARMLESS = ["Leave", "See what a note looks like"];
const buttonsOf = async (page: Page): Promise<string[]> =>
  (await page.locator("main").getByRole("button").allTextContents()).toSorted();

describe("who is only a member", () => {
  test("is told nothing that is for managers and administrators, and offered nothing they may not do", async () => {
    const team = await createTeam();
    const member = await addColleague(sql, team, "member");
    await team.deliver({ recorded_by: { email: team.email }, hello: "world" });
    await sql`insert into public.alerts (workspace_id, kind) values (${team.workspaceId}, 'connection_failing')`;
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, member);
    await page
      .getByText(/no meetings yet/i)
      .first()
      .waitFor();
    expect(await page.getByText(/does not work|did not end as it should/).count()).toBe(0);
    await page.goto("/settings");
    await page.getByText("Only an owner or an admin").waitFor();
    await page.getByRole("heading", { name: "How meetings are logged" }).waitFor();
    for (const heading of ["Alerts in Slack", "Deliveries that are refused", "Erase a person"])
      expect(await page.getByRole("heading", { name: heading }).count()).toBe(0);
    expect(await buttonsOf(page)).toEqual(HARMLESS);
    expect(await page.locator("main").getByRole("textbox").count()).toBe(0);
    await expectWellMade(page, "settings-member");
    expectQuiet();
    await close();
  });

  test("a manager sees alerts and may replay everything, but sets nothing up", async () => {
    const team = await createTeam();
    const manager = await addColleague(sql, team, "manager");
    await team.deliver({ recorded_by: { email: team.email }, hello: "world" });
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, manager);
    await page.getByText("One delivery did not end as it should.").click({ timeout: 15_000 });
    await page.getByRole("button", { name: "Replay all" }).waitFor();
    await page.getByRole("button", { name: /^Seen: / }).waitFor();
    await page.goto("/settings");
    await page.getByText("Only an owner or an admin").waitFor();
    expect(await buttonsOf(page)).toEqual(HARMLESS);
    expectQuiet();
    await close();
  });
});
