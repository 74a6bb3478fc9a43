import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Look, desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { simulatedFathom } from "../support/simulated-fathom.ts";
import { type Team, createTeam } from "../support/team.ts";
import { addColleague, openSql } from "./arrange.ts";

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

/** A workspace in which nobody has connected Fathom, and a user of Fathom with some meetings. */
const newRecorder = async (meetings: number, crm = false) => {
  const team = await createTeam({ crm });
  await sql`delete from public.fathom_integrations where workspace_id = ${team.workspaceId}`;
  const apiKey = await simulatedFathom.addUser(team.email);
  if (meetings > 0) await simulatedFathom.addPast(team.email, meetings);
  return { team, apiKey };
};

const connect = async (team: Team, apiKey: string): Promise<string> => {
  const { status, body } = await team.api("/fathom-integrations", { fathomUserEmail: team.email, apiKey });
  expect(status).toBe(200);
  return String(body["id"]);
};

const openSettings = async (team: Team, look: Look = desktop) => {
  const opened = await openPage(browser, look);
  await signIn(opened.page, team);
  await opened.page.goto("/settings#fathom");
  const card = opened.page.getByRole("region", { name: "Fathom", exact: true });
  await card.waitFor();
  return { ...opened, card };
};

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });

describe("connecting with an API key", () => {
  test.each([desktop, phone])(
    "tests it, says what is wrong, saves it, and meetings arrive ($width px)",
    async (look) => {
      const { team, apiKey } = await newRecorder(15);
      const { page, card, forget, expectQuiet, close } = await openSettings(team, look);
      const { width } = look;
      const key = card.getByLabel("API key", { exact: true });
      await key.waitFor();
      await expectWellMade(page, `fathom-empty-${width}`);
      await card.getByRole("button", { name: "Test connection" }).click();
      await card.getByText("Enter the API key.").waitFor();
      await key.fill("fathom-demo-of somebody");
      await card.getByRole("button", { name: "Test connection" }).click();
      await card.getByText("Invalid API key - please check your credentials").waitFor();
      await expectWellMade(page, `fathom-wrong-key-${width}`);
      forget();
      await card.getByLabel("E-mail of the Fathom account").first().fill("somebody.else@example.com");
      await key.fill(` ${apiKey} `);
      await card.getByRole("button", { name: "Test connection" }).press("Enter");
      await card.getByText("Connection works, 15 meetings found.").waitFor();
      await card.getByText("But this key sees nothing of").waitFor();
      await expectWellMade(page, `fathom-other-address-${width}`);
      await card.getByRole("button", { name: "Use this address" }).click();
      expect(await card.getByLabel("E-mail of the Fathom account").first().inputValue()).toBe(team.email);
      await expectWellMade(page, `fathom-tested-${width}`);
      expect(await simulatedFathom.webhooks(team.email)).toEqual([]);

      await card.getByRole("button", { name: "Connect Fathom" }).click();
      await card.getByText("Connected, 15 meetings found.").waitFor();
      await card.getByText("Active", { exact: true }).waitFor();
      await card.getByText("No delivery has arrived yet.").waitFor();
      expect(await key.inputValue()).toBe("");
      await expectWellMade(page, `fathom-connected-${width}`);
      expect(await simulatedFathom.webhooks(team.email)).toHaveLength(1);
      await simulatedFathom.endMeeting({ recordedBy: team.email, title: "First of all" });
      await card.getByText(/Last delivery: Today/).waitFor({ timeout: 20_000 });
      expectQuiet();
      await close();
    },
  );

  test("says what to do when Fathom refuses the webhook, and changes nothing", async () => {
    const { team, apiKey } = await newRecorder(1);
    const { page, card, forget, expectQuiet, close } = await openSettings(team);
    await simulatedFathom.fault({ kind: "refused", email: team.email, path: "/external/v1/webhooks", times: "always" });
    await card.getByLabel("API key", { exact: true }).fill(apiKey);
    await card.getByRole("button", { name: "Connect Fathom" }).click();
    await card.getByText("Nothing was changed here.").waitFor();
    expect(await card.getByRole("button", { name: "Disconnect" }).count()).toBe(0);
    await expectWellMade(page, "fathom-refused");
    await simulatedFathom.clearFaults();
    forget();
    await card.getByRole("button", { name: "Connect Fathom" }).click();
    await card.getByText("Connected, 1 meeting found.").waitFor();
    expectQuiet();
    await close();
  });

  test("an account without a webhook says so, and a press makes it", async () => {
    const { team, apiKey } = await newRecorder(1);
    const id = await connect(team, apiKey);
    await sql`update public.fathom_integrations set webhook_id = null, webhook_error = 'Fathom cannot reach this machine.',
      swept_at = now() - interval '40 minutes', sweep_error = 'Fathom did not answer.' where id = ${id}`;
    const { page, card, expectQuiet, close } = await openSettings(team);
    await card.getByText("No webhook", { exact: true }).waitFor();
    await card.getByText("Checked for missed meetings 40 minutes ago").waitFor();
    await expectWellMade(page, "fathom-no-webhook");
    await card.getByRole("button", { name: "Make the webhook" }).press("Enter");
    await card.getByText("Active", { exact: true }).waitFor();
    expectQuiet();
    await close();
  });
});

describe("importing past meetings", () => {
  test(
    "a true bar moves, is cancelled and resumed, survives a reload, and ends with a count",
    { timeout: 120_000 },
    async () => {
      const { team, apiKey } = await newRecorder(60, true);
      await connect(team, apiKey);
      const { page, card, expectQuiet, close } = await openSettings(team);
      await card.getByRole("button", { name: "Import past meetings" }).click();
      const dialog = dialogOf(page, "Import past meetings");
      await dialog.getByLabel("Write notes to Pipedrive").uncheck();
      await expectWellMade(page, "fathom-import-dialog");
      await dialog.getByLabel("Another number").check();
      await dialog.getByLabel("Number of meetings").fill("0");
      await dialog.getByRole("button", { name: "Start the import" }).click();
      await dialog.getByText("At least 1.").waitFor();
      await dialog.getByLabel("Number of meetings").fill("52");
      await dialog.getByRole("button", { name: "Start the import" }).press("Enter");
      const bar = card.getByRole("progressbar", { name: "Import of past meetings" });
      await bar.waitFor();
      await card.getByText("Importing the last 52 meetings, without notes").waitFor();
      await expectWellMade(page, "fathom-importing");
      await card.getByText(/^\d+ of 52 meetings/).waitFor({ timeout: 20_000 });
      await card.getByRole("button", { name: "Cancel the import" }).click();
      await card.getByText("Import cancelled").waitFor();
      await expectWellMade(page, "fathom-import-cancelled");
      await card.getByRole("button", { name: "Resume the import" }).click();
      await bar.waitFor();
      await page.reload();
      await card.getByText("52 meetings imported").waitFor({ timeout: 45_000 });
      await expectWellMade(page, "fathom-import-finished");

      await card.getByRole("button", { name: "Import past meetings" }).click();
      await dialog.getByLabel("All since a date").check();
      await dialog.getByLabel("Since", { exact: true }).fill("2999-01-01");
      await dialog.getByRole("button", { name: "Start the import" }).click();
      await dialog.getByText("This date is still to come.").waitFor();
      await expectWellMade(page, "fathom-import-since");
      await dialog.getByLabel("The last 50").check();
      await dialog.getByRole("button", { name: "Start the import" }).click();
      await card.getByText("no new meetings · 50 there already").waitFor({ timeout: 20_000 });
      await card.getByText("1 earlier import").click();
      await expectWellMade(page, "fathom-imports");
      expect(await page.getByText(/not written during the dry run/).count()).toBe(0);

      const unwritten = () => sql`select meeting_id from public.attendee_outcomes
      where workspace_id = ${team.workspaceId} and reason = 'imported_only' limit 1`;
      await vi.waitUntil(async () => (await unwritten()).length > 0, { timeout: 20_000, interval: 500 });
      const [outcome] = await unwritten();
      await page.goto(`/meetings/${outcome?.["meeting_id"]}`);
      await page.getByText("Imported", { exact: true }).waitFor();
      await page.getByText("Imported without writing notes to Pipedrive.").first().waitFor();
      await expectWellMade(page, "meeting-imported");
      await page
        .getByRole("button", { name: /^Write now for / })
        .first()
        .click();
      await page.getByText("Found and Note Added").waitFor({ timeout: 20_000 });
      expectQuiet();
      await close();
    },
  );

  test.each([desktop, phone])("one that stands still says why and how it goes on ($width px)", async (look) => {
    const { team, apiKey } = await newRecorder(3);
    const id = await connect(team, apiKey);
    await sql`insert into public.imports (workspace_id, user_id, integration_id, source, state, total, done, skipped, failed, most, counted_at, error)
      values (${team.workspaceId}, ${team.userId}, ${id}, 'fathom', 'paused', 500, 118, 4, 1, 500, now(), 'Fathom refuses the API key.')`;
    await simulatedFathom.revokeKey(team.email);
    await sql`update public.fathom_integrations set status = 'broken', last_error = 'Fathom refuses the API key: it was revoked, or belongs to nobody any more.'
      where id = ${id}`;
    const { page, card, forget, expectQuiet, close } = await openSettings(team, look);
    await card.getByText("Needs attention").waitFor();
    await card.getByText("123 of 500 meetings · 4 there already · 1 failed").waitFor();
    await expectWellMade(page, `fathom-import-paused-${look.width}`);
    await card.getByRole("button", { name: "Resume the import" }).click();
    await card.getByText("is not connected with an API key that works").waitFor();
    forget();
    await card.getByRole("button", { name: "Enter a new API key" }).press("Enter");
    await dialogOf(page, "New API key").getByLabel("API key", { exact: true }).waitFor();
    await expectWellMade(page, `fathom-new-key-${look.width}`);
    await page.keyboard.press("Escape");
    expectQuiet();
    await close();
  });
});

describe("an account that is connected", () => {
  test("is asked for what is missing: the meeting is found, and its page says how", async () => {
    const { team, apiKey } = await newRecorder(0);
    await connect(team, apiKey);
    const { page, card, expectQuiet, close } = await openSettings(team);
    await simulatedFathom.endMeeting({ recordedBy: team.email, title: "Lost on the way", scenario: "webhook_lost" });
    // Only what Fathom lists can be found.
    await vi.waitUntil(
      async () => {
        const look = card.getByRole("button", { name: "Look for missed meetings now" });
        if (await look.count()) await look.click();
        return (await card.getByText("found 1 so far").count()) > 0;
      },
      { timeout: 30_000, interval: 1_000 },
    );
    await expectWellMade(page, "fathom-found");
    await page.goto("/meetings");
    await page.getByRole("link", { name: "Lost on the way" }).click();
    await page.getByText("Found by the check for missed meetings").first().waitFor();
    await expectWellMade(page, "meeting-found");
    expectQuiet();
    await close();
  });

  test("gets a new secret and is disconnected after a question, its webhook with it", async () => {
    const { team, apiKey } = await newRecorder(1);
    await connect(team, apiKey);
    const [before] = await simulatedFathom.webhooks(team.email);
    const { page, card, expectQuiet, close } = await openSettings(team, phone);
    await card.getByRole("button", { name: "New webhook secret" }).click();
    await expectWellMade(page, "fathom-rotate-dialog");
    await dialogOf(page, "Make a new webhook secret?").getByRole("button", { name: "Make a new one" }).click();
    await card.getByText("There is a new webhook with a new secret.").waitFor();
    await expectWellMade(page, "fathom-rotated");
    await vi.waitUntil(async () => (await simulatedFathom.webhooks(team.email)).every(({ id }) => id !== before?.id), {
      timeout: 20_000,
      interval: 500,
    });
    await card.getByRole("button", { name: "Disconnect" }).click();
    await expectWellMade(page, "fathom-disconnect-dialog");
    await dialogOf(page, "Disconnect this account?").getByRole("button", { name: "Disconnect" }).click();
    await card.getByText("Disconnected", { exact: true }).waitFor();
    await expectWellMade(page, "fathom-disconnected");
    await vi.waitUntil(async () => (await simulatedFathom.webhooks(team.email)).length === 0, {
      timeout: 20_000,
      interval: 500,
    });
    expectQuiet();
    await close();
  });

  test("by hand has a URL with a token that is shown once, replaced and revoked", async () => {
    const team = await createTeam({ crm: false });
    const { page, card, expectQuiet, close } = await openSettings(team);
    await card.getByText("Set up by hand", { exact: true }).press("Enter");
    await card.getByRole("button", { name: "Create URL with token" }).click();
    const url = card.getByRole("textbox", { name: `URL with token for ${team.email}` });
    const first = await url.inputValue();
    await expectWellMade(page, "fathom-by-hand");
    await card.getByRole("button", { name: "Replace" }).click();
    await dialogOf(page, "Replace this URL?").getByRole("button", { name: "Replace" }).click();
    await expect.poll(() => url.inputValue()).not.toBe(first);
    await card.getByRole("button", { name: "Revoke" }).click();
    await expectWellMade(page, "fathom-revoke-dialog");
    await dialogOf(page, "Revoke this URL?").getByRole("button", { name: "Revoke" }).click();
    await card.getByText("no URL yet").waitFor();
    expect(await url.count()).toBe(0);
    expectQuiet();
    await close();
  });
});

describe("who of the team is covered", () => {
  test.each([desktop, phone])("is shown to managers, what needs them first ($width px)", async (look) => {
    const team = await createTeam({ crm: false });
    const manager = await addColleague(sql, team, "manager");
    const { page, expectQuiet, close } = await openSettings(manager, look);
    const card = page.getByRole("region", { name: "Who of the team is covered" });
    await card
      .getByText("Nobody has been seen recording yet.")
      .or(card.getByText("who records is connected"))
      .waitFor();
    const mark = randomUUID().slice(0, 4);
    await sql`insert into public.fathom_people (workspace_id, email, name, is_member, last_recorded_at) values
      (${team.workspaceId}, ${`bo-${mark}@example.com`}, 'Bo Colleague', true, now() - interval '2 days'),
      (${team.workspaceId}, ${`ida-${mark}@example.com`}, null, true, null)`;
    await card.getByText("1 of 2 who record is not connected").waitFor({ timeout: 15_000 });
    expect(await card.getByRole("listitem").first().innerText()).toContain("Bo Colleague");
    await expectWellMade(page, `coverage-${look.width}`);
    expectQuiet();
    await close();
  });

  test("is not shown to members", async () => {
    const team = await createTeam({ crm: false });
    const member = await addColleague(sql, team, "member");
    const { page, card, expectQuiet, close } = await openSettings(member);
    await card.getByText("No account of yours is connected.").waitFor();
    expect(await page.getByRole("region", { name: "Who of the team is covered" }).count()).toBe(0);
    await expectWellMade(page, "fathom-member");
    expectQuiet();
    await close();
  });
});
