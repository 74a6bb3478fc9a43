import type postgres from "postgres";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { openSql } from "./arrange.ts";
import { theStack } from "../support/the-stack.ts";

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

const settingsOf = async (team: Team) => {
  const [row] = await sql`select internal_domains, event_retention_days, transcript_retention_days, slack_status
    from public.workspace_settings where workspace_id = ${team.workspaceId}`;
  return row;
};

describe("how meetings are logged and how long things are kept", () => {
  test("domains are added and removed; what is none is said beside the field", async () => {
    const team = await createTeam();
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings#logging");
    await page.getByLabel("Add a domain").fill("acme");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("This is no domain. Enter one such as example.com.").waitFor();
    await expectWellMade(page, "settings-domain-wrong");
    await page.getByLabel("Add a domain").fill("ana@Acme.com");
    await page.getByLabel("Add a domain").press("Enter");
    await page.getByRole("button", { name: "Remove acme.com" }).waitFor();
    expect(await settingsOf(team)).toMatchObject({ internal_domains: ["example.com", "acme.com"] });
    await page.getByRole("button", { name: "Remove example.com" }).press("Enter");
    await page.getByRole("button", { name: "Remove example.com" }).waitFor({ state: "detached" });
    expect(await settingsOf(team)).toMatchObject({ internal_domains: ["acme.com"] });
    expectQuiet();
    await close();
  });

  test("keeping things shorter names what is deleted before it is; a number that cannot be is refused", async () => {
    const team = await createTeam();
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings#retention");
    const card = page.getByRole("region", { name: "How long things are kept" });
    await card.getByLabel("Content of deliveries").fill("0");
    await card.getByRole("button", { name: "Save" }).click();
    await card.getByText("At least 1 day.").waitFor();
    await card.getByLabel("Content of deliveries").fill("30");
    await card.getByLabel("Transcripts").fill("365");
    await card.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog", { name: "Keep it shorter from now on?" });
    await dialog.getByText("The content of deliveries that arrived more than 30 days ago.").waitFor();
    await expectWellMade(page, "settings-keep-shorter");
    await dialog.getByRole("button", { name: "Delete and save" }).click();
    await card.getByText("Saved.").waitFor();
    expect(await settingsOf(team)).toMatchObject({ event_retention_days: 30, transcript_retention_days: 365 });
    await card.getByLabel("Transcripts").fill("");
    await card.getByRole("button", { name: "Save" }).click();
    await vi.waitUntil(async () => (await settingsOf(team))?.["transcript_retention_days"] === null);
    await expectWellMade(page, "settings-retention");
    expectQuiet();
    await close();
  });
});

describe("alerts in Slack", () => {
  test("an address is tried before it is kept, a test alert is sent, and it is disconnected after a question", async () => {
    const team = await createTeam();
    const { page, forget, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings#slack");
    const card = page.getByRole("region", { name: "Alerts in Slack" });
    await card.getByLabel("Webhook URL").fill("https://example.com/hook");
    await card.getByRole("button", { name: "Connect Slack" }).click();
    await card.getByRole("alert").waitFor();
    await expectWellMade(page, "settings-slack-wrong");
    // The refused request is in the console, as it is for every page.
    forget();
    await card.getByLabel("Webhook URL").fill(theStack().demo.slackWebhookUrl);
    await card.getByRole("button", { name: "Connect Slack" }).click();
    await card.getByRole("button", { name: "Send a test alert" }).click();
    await card.getByText("Sent. It is in the channel now.").waitFor();
    await expectWellMade(page, "settings-slack");
    await sql`update public.workspace_settings set slack_status = 'broken', slack_error = 'The channel is archived.'
      where workspace_id = ${team.workspaceId}`;
    await card.getByText("The channel is archived.").waitFor({ timeout: 15_000 });
    await expectWellMade(page, "settings-slack-broken");
    await card.getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await card.getByText("Not connected").waitFor();
    expect(await settingsOf(team)).toMatchObject({ slack_status: null });
    expectQuiet();
    await close();
  });
});

describe("deliveries that are refused", () => {
  test("are kept while the capture is on, and shown as text with the reason", async () => {
    const team = await createTeam({ crm: false });
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings#refused");
    const card = page.getByRole("region", { name: "Deliveries that are refused" });
    await card.getByRole("button", { name: "Keep them for an hour" }).click();
    await card.getByText("On, 60 minutes left.").waitFor();
    const body = { ...meetingOf(team.email), title: "<script>alert(1)</script>" };
    const { status } = await team.deliver(body, { secret: `whsec_${btoa("somebody else's secret..")}` });
    expect(status).toBe(401);
    await card.getByText("The signature does not fit").click({ timeout: 15_000 });
    await card.getByText("<script>alert(1)</script>").waitFor();
    await card.getByText("webhook-signature: (present)").waitFor();
    await expectWellMade(page, "settings-refused");
    await card.getByRole("button", { name: "Stop keeping them" }).click();
    await card.getByText("Off: what is refused is not kept.").waitFor();
    expectQuiet();
    await close();
  });
});

describe("erasing a person", () => {
  test.each([desktop, phone])(
    "takes the address twice, says what was removed, and keeps no name ($width px)",
    async (look) => {
      const team = await createTeam();
      const email = `gone-${team.workspaceId}@example.org`;
      const { id } = await simulatedPipedrive.addPerson("Gone Soon", email);
      const meeting = meetingOf(team.email, "02", {
        calendar_invitees: [{ name: "Gone Soon", email, is_external: true }],
      });
      await team.deliver(meeting);
      await waitForOutcomes(team, String(meeting.recording_id));
      const { page, expectQuiet, close } = await openPage(browser, look);
      await signIn(page, team);
      await page.goto("/settings#erase");
      const card = page.getByRole("region", { name: "Erase a person" });
      await card.getByLabel("E-mail of the person").fill(email);
      const notesToo = look === desktop;
      if (notesToo) await card.getByLabel("Delete the notes about them in Pipedrive too").check();
      await card.getByRole("button", { name: "Erase this person…" }).press("Enter");
      const dialog = page.getByRole("dialog", { name: "Erase this person for good?" });
      const again = dialog.getByLabel("Type the address again");
      expect(await again.evaluate((field) => field === document.activeElement)).toBe(true);
      await page.keyboard.type("somebody@example.org");
      await page.keyboard.press("Enter");
      await dialog.getByText("This is not the same address.").waitFor();
      await expectWellMade(page, `erase-dialog-${look.width}`);
      await again.fill(email.toUpperCase());
      await page.keyboard.press("Enter");
      await card.getByText("1 meeting, 1 attendee line and 1 delivery").first().waitFor();
      const link = card.getByRole("link", { name: `Person ${id}` });
      expect(await link.getAttribute("href")).toBe(`${theStack().pipedriveUrl}/person/${id}`);
      const fate = notesToo ? "1 note deleted in Pipedrive." : "Their note in Pipedrive was left there.";
      await card.getByText(fate).waitFor({ timeout: 15_000 });
      expect(await simulatedPipedrive.notes(email)).toHaveLength(notesToo ? 0 : 1);
      await expectWellMade(page, `erased-${look.width}`);
      await page.goto("/meetings");
      await page.getByText("Renewal review").click();
      await page.getByText("Was erased on request").waitFor();
      expect(await page.getByText("Gone Soon").count()).toBe(0);
      await expectWellMade(page, `erased-meeting-${look.width}`);
      expectQuiet();
      await close();
    },
  );
});
