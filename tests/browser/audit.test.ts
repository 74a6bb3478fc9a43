import fs from "node:fs";
import type postgres from "postgres";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { addMeetings } from "../support/many-meetings.ts";
import { parseCsv } from "../support/parse-csv.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { openSql } from "./arrange.ts";

let browser: Browser;
let sql: postgres.Sql;
let team: Team;
beforeAll(async () => {
  browser = await launchBrowser();
  sql = openSql();
  team = await createTeam();
  await addMeetings(sql, team, { meetings: 500, attendees: 4, days: 80, areFound: true });
  const meeting = meetingOf(team.email, "02", { title: '=HYPERLINK("http://example.net") Renewal, "urgent"' });
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

describe("the audit trail", () => {
  test("leads from a line to meeting, person, note and delivery", async () => {
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByRole("link", { name: "Audit", exact: true }).click();
    const table = page.getByRole("table", { name: "Audit trail, newest first" });
    const row = table.getByRole("row").filter({ hasText: "ben.buyer@example.org" });
    await row.getByText("Found and Note Added").waitFor();
    await page.getByLabel("Search").fill("Renewal");
    await page.getByText("3 attendees", { exact: true }).waitFor();
    await expectWellMade(page, "audit");
    await row.getByRole("button", { name: /^Note \d+ for Ben Buyer$/ }).press("Enter");
    await page.getByText("This is the note as Debrief writes it in Pipedrive.").waitFor();
    await page.keyboard.press("Escape");
    await row.getByRole("link", { name: /^Delivery / }).click();
    await page.getByRole("dialog", { name: "Delivery" }).getByText("Signed by Fathom").waitFor();
    await page.goBack();
    await row.getByRole("link", { name: /HYPERLINK/ }).click();
    await page.getByRole("heading", { level: 1, name: /HYPERLINK/ }).waitFor();
    expectQuiet();
    await close();
  });

  test("keeps its filter in the address, and exports just what it shows", async () => {
    const { page, expectQuiet, close } = await openPage(browser, { ...desktop, colorScheme: "dark" });
    await signIn(page, team);
    await page.goto("/audit?outcome=lost&page=1");
    await page.getByText(/^2,00\d attendees$/).waitFor();
    await page.getByLabel("Outcome").selectOption("not_found");
    await page.getByLabel("Search").fill("many");
    await page.getByText("5 attendees", { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?outcome=not_found&q=many");
    await page.getByRole("button", { name: "Export CSV" }).click();
    await page.getByRole("dialog", { name: "Export 5 attendees?" }).waitFor();
    await expectWellMade(page, "audit-export-dark");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const file = await saving;
    await page.getByText(/^5 attendees saved as debrief-audit-/).waitFor();
    const rows = parseCsv(fs.readFileSync((await file.path()) ?? "", "utf8"));
    expect(rows.slice(1).map((row) => row[5])).toEqual(Array(5).fill("Not Found in Pipedrive"));
    await page.getByRole("button", { name: "Close" }).click();

    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL("**/audit");
    await page.getByRole("button", { name: "Last month" }).click();
    await page.waitForURL(/from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d$/);
    await page.getByRole("button", { name: "Export CSV" }).click();
    const monthly = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    expect((await monthly).suggestedFilename()).toMatch(/^debrief-audit-\d{4}-\d\d\.csv$/);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByLabel("Search").fill("nobody at all");
    await page.getByText("Nobody like this").waitFor();
    expectQuiet();
    await close();
  });

  test("goes on page by page where it was, and an export that is stopped saves nothing", async () => {
    const { page, forget, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/audit");
    await page.getByRole("button", { name: "Show more" }).click();
    const rows = page.getByRole("table").getByRole("row");
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(101);
    await page.goto("/meetings");
    await page.goBack();
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(101);
    let downloads = 0;
    page.on("download", () => (downloads += 1));
    await page.route("**/api/audit.csv?**", () => undefined);
    await page.getByRole("button", { name: "Export CSV" }).click();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByText("0 attendees so far…").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.unroute("**/api/audit.csv?**");
    await page.route("**/api/audit.csv?**", (route) => route.abort());
    await page.getByRole("button", { name: "Export CSV" }).click();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByText("The server cannot be reached.").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(downloads).toBe(0);
    forget();
    await close();
  });

  test("is cards on a phone, and says what it will hold while it is empty", async () => {
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, team);
    await page.goto("/audit?q=Renewal");
    await page.getByRole("list", { name: "Audit trail, newest first" }).getByRole("listitem").first().waitFor();
    await expectWellMade(page, "phone-audit");
    expectQuiet();
    await close();
    const newcomer = await createTeam({ crm: false });
    const fresh = await openPage(browser);
    await signIn(fresh.page, newcomer);
    await fresh.page.goto("/audit");
    await fresh.page.getByText("Nothing to audit yet").waitFor();
    fresh.expectQuiet();
    await fresh.close();
  });
});
