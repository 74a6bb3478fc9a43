import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { openSql } from "./arrange.ts";

const sql = openSql();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

const log = async (team: Team, more: Record<string, unknown>): Promise<string> => {
  const meeting = meetingOf(team.email, "02", more);
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  const { data } = await team.client
    .from("meetings")
    .select("id")
    .eq("external_id", String(meeting.recording_id))
    .single();
  return data?.id ?? "";
};
const invite = (name: string | null, email: string) => ({ name, email, is_external: true });
const open = async (page: Page, id: string) => {
  await page.goto(`/meetings/${id}`);
  await page.getByRole("heading", { name: "Timeline" }).waitFor();
};

describe("an attendee whom nobody has found", () => {
  test("is looked for in Pipedrive and logged on whoever is chosen; later somebody else can be chosen", async () => {
    const team = await createTeam();
    const email = `nora.new@${team.workspaceId}.example.org`;
    await simulatedPipedrive.addPerson(`Nora Right ${team.workspaceId}`, `right-${team.workspaceId}@example.net`);
    const id = await log(team, {
      calendar_invitees: [invite("Nora Sought", email), invite("Ben Buyer", "ben.buyer@example.org")],
    });
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await open(page, id);
    await page.getByRole("button", { name: "Search Pipedrive for Nora Sought" }).click();
    await page.getByText("Nobody in Pipedrive is called so").waitFor();
    await page.getByLabel("Name or e-mail address").fill(`right ${team.workspaceId}`);
    await page.getByRole("button", { name: /^Choose Nora Right/ }).waitFor();
    await expectWellMade(page, "meeting-find-person");
    await page.getByRole("button", { name: /^Choose Nora Right/ }).click();
    await page.getByText("in this meeting and in every later one").waitFor();
    await expectWellMade(page, "meeting-confirm-person");
    await page.getByRole("button", { name: "Choose this person" }).click();
    await page.getByText("Chosen by a person.").first().waitFor({ timeout: 10_000 });
    await page.getByText("Person chosen by you: Nora Sought").waitFor();
    await page.getByRole("button", { name: "Choose another person for Nora Sought" }).click();
    await page.getByLabel("Name or e-mail address").fill("dana");
    await page.getByRole("button", { name: /^Choose Dana Ramirez/ }).click();
    await page.getByText("The note of this meeting stays where it is").waitFor();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("Another person chosen for later meetings by you: Nora Sought").waitFor();
    await page.getByLabel("Find in the transcript").fill("pric");
    await page.getByText("1 of 2").waitFor();
    await expectWellMade(page, "meeting-mended-and-searched");
    expectQuiet();
    await close();
  });

  test("becomes a contact, on a phone and by keyboard", async () => {
    const team = await createTeam();
    const email = `ada.fresh@${team.workspaceId}.example.org`;
    const id = await log(team, { calendar_invitees: [invite(null, email)] });
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, team);
    const [outcome] = await sql<{ id: string }[]>`select id from public.attendee_outcomes where email = ${email}`;
    await page.goto(`/meetings/${id}#attendee-${outcome?.id}`);
    await page.locator(`#attendee-${outcome?.id}:focus`).waitFor();
    await expectWellMade(page, "phone-meeting-not-found");
    await page.getByRole("button", { name: `Create contact for ${email}` }).press("Enter");
    expect(await page.getByLabel("Name").inputValue()).toBe("Ada Fresh");
    await expectWellMade(page, "phone-meeting-create-contact");
    await page.keyboard.press("Enter");
    await page.getByText("Found and Note Added").waitFor({ timeout: 10_000 });
    await page.getByText("Contact created in Pipedrive by you").waitFor();
    expectQuiet();
    await close();
  });
});

describe("a transcript", () => {
  test("of ten hours is light, is searched, and leads into the recording; keys lead to the next meeting", async () => {
    const team = await createTeam();
    const older = await log(team, { title: "The older one", recording_start_time: "2026-11-01T10:00:00Z" });
    await log(team, { title: "Between them", recording_start_time: "2026-11-01T12:00:00Z" });
    const id = await log(team, { title: "The long one", recording_start_time: "2026-11-02T10:00:00Z" });
    const transcript = Array.from({ length: 12_000 }, (_, index) => ({
      speaker: index % 2 === 0 ? "Ana Host" : "Ben Buyer",
      email: null,
      text:
        index % 4_000 === 3_999
          ? `Here the price of ${index} is named.`
          : `Sentence ${index} of a long talk. `.repeat(1 + (index % 5)),
      atSeconds: index * 3,
    }));
    await sql`update public.meetings set transcript = ${sql.json(transcript)}, updated_at = now(), share_url = 'https://fathom.video/share/abc'
              where id = ${id}`;
    const { page, expectQuiet, close } = await openPage(browser, desktop);
    await signIn(page, team);
    await open(page, id);
    await page.getByText("12,000 parts").waitFor();
    expect(await page.getByRole("listitem").count()).toBeLessThan(400);
    await page.keyboard.press("f");
    await page.keyboard.type("the PRICE");
    await page.getByText("1 of 3").waitFor();
    const mark = page.locator("mark[data-current]");
    await page.keyboard.press("Enter");
    await page.getByText("2 of 3").waitFor();
    await page.getByText("Here the price of 7999 is named.").waitFor();
    await page.waitForTimeout(100);
    expect(
      await mark.evaluate((element) => {
        const box = element.closest("section")?.getBoundingClientRect();
        const own = element.getBoundingClientRect();
        return box !== undefined && own.top >= box.top && own.bottom <= box.bottom;
      }),
    ).toBe(true);
    const link = page.getByRole("link", { name: "6:39:57, open the recording there (opens in a new tab)" });
    expect(await link.getAttribute("href")).toBe("https://fathom.video/share/abc?timestamp=23997");
    await page.keyboard.press("Shift+Enter");
    await page.getByText("1 of 3").waitFor();
    await page.getByText("Here the price of 3999 is named.").waitFor();
    expect(await page.getByRole("listitem").count()).toBeLessThan(600);

    await page.getByRole("heading", { level: 1 }).focus();
    await page.getByRole("link", { name: "Older meeting: Between them" }).waitFor();
    await page.keyboard.press("j");
    await page.getByRole("heading", { level: 1, name: "Between them" }).waitFor();
    await page.getByRole("link", { name: "Newer meeting: The long one" }).waitFor();
    await page.keyboard.press("k");
    await page.getByRole("heading", { level: 1, name: "The long one" }).waitFor();

    // From a list with a filter the keys stay within it.
    await page.goto("/meetings?q=one");
    await page.getByRole("link", { name: "The long one" }).click();
    await page.getByRole("link", { name: "Older meeting: The older one" }).click();
    await page.getByRole("heading", { level: 1, name: "The older one" }).waitFor();
    expect(page.url()).toContain(older);
    expectQuiet();
    await close();
  });
});
