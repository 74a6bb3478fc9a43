import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { fixtureText, meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { untilShown } from "./until-shown.ts";
import { theStack } from "../support/the-stack.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const log = async (team: Team, number: string): Promise<void> => {
  const meeting = meetingOf(team.email, number);
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
};

describe("a sales rep's first meeting", () => {
  test("from send to seen: it appears by itself, says what happened to whom, and leads to the note in Pipedrive", async () => {
    const team = await createTeam();
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page
      .getByText(/no meetings yet/i)
      .first()
      .waitFor();
    await expectWellMade(page, "meetings-empty");

    await log(team, "70");
    const row = page
      .getByRole("link", { name: /discovery|.+/i })
      .filter({ hasText: JSON.parse(fixtureText("70")).title });
    await row.first().waitFor({ timeout: 15_000 });
    for (const words of ["1 logged", "1 to choose", "internal"]) await page.getByText(words).first().waitFor();
    await expectWellMade(page, "meetings");
    await row.first().click();

    await page.getByRole("heading", { level: 1, name: JSON.parse(fixtureText("70")).title }).waitFor();
    for (const outcome of [
      "Found and Note Added",
      "Not Found in Pipedrive",
      "Several matches, choose one",
      "Internal, skipped",
    ]) {
      await page.getByText(outcome).first().waitFor();
    }
    for (const heading of ["Attendees", "Summary", "Action items", "Transcript"]) {
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    }
    await expectWellMade(page, "meeting");
    expectQuiet();

    const person = page.getByRole("link", { name: /Ben Buyer/ }).first();
    expect(await person.getAttribute("href")).toBe(`${theStack().pipedriveUrl}/person/1001`);
    const crm = await openPage(browser);
    await crm.page.goto((await person.getAttribute("href")) ?? "");
    await crm.page.getByText("Logged by Debrief").first().waitFor();
    await expectWellMade(crm.page, "simulated-pipedrive-person");
    await crm.close();
    await close();
  });

  test("a second user, signed up on the same page, sees nothing of it", async () => {
    const team = await createTeam();
    await log(team, "02");
    const { page, expectQuiet, close } = await openPage(browser);
    await page.goto("/sign-up");
    await expectWellMade(page, "sign-up");
    await page.getByLabel("E-mail").fill(`second-${Date.now()}@example.net`);
    await page.getByLabel("Password", { exact: true }).fill("another long password");
    await page.getByRole("button", { name: "Create account" }).click();
    await page
      .getByText(/no meetings yet/i)
      .first()
      .waitFor();
    expect(await page.getByText("Renewal review").count()).toBe(0);
    expectQuiet();
    await close();
  });

  test("on a phone, in the dark, and by keyboard alone", async () => {
    const team = await createTeam();
    await log(team, "02");
    await log(team, "70");
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await page.goto("/sign-in?next=/meetings");
    await expectWellMade(page, "phone-sign-in");
    await page.getByLabel("E-mail").focus();
    await page.keyboard.type(team.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(team.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Meetings", level: 1 }).waitFor();
    await page.getByText("Renewal review").first().waitFor();
    await expectWellMade(page, "phone-meetings");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let steps = 0; steps < 30 && !(await focused()).includes("Renewal review"); steps++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Found and Note Added").first().waitFor();
    await expectWellMade(page, "phone-meeting");
    await page.goto("/settings");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("debrief-demo").first().waitFor();
    await expectWellMade(page, "phone-settings");
    expectQuiet();
    await close();
  });

  test("two clicks mend it: the right one of two people is chosen, a contact added since is found", async () => {
    const team = await createTeam();
    const email = `late-${team.workspaceId}@example.org`;
    const invitees = ["pat.twin@example.net", email].map((address) => ({
      name: null,
      email: address,
      is_external: true,
    }));
    const meeting = meetingOf(team.email, "02", { calendar_invitees: invitees });
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByText("Renewal review").click();
    await page.getByRole("button", { name: /^Choose Pat Twin of Twin Trading/ }).click();
    await page.getByText("Chosen by a person.").first().waitFor({ timeout: 10_000 });
    await simulatedPipedrive.addPerson("Late Comer", email);
    await page.getByRole("button", { name: `Look again for ${email}` }).click();
    await page.getByText("Late Comer").first().waitFor({ timeout: 10_000 });
    expect(await page.getByText("Found and Note Added").count()).toBe(2);
    await expectWellMade(page, "meeting-mended");
    expectQuiet();
    await close();
  });

  test("what arrived and is no meeting is said where meetings are looked for", async () => {
    const team = await createTeam({ crm: false });
    await team.deliver({ recorded_by: { email: team.email }, hello: "world" });
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.getByText("One delivery did not end as it should.").click({ timeout: 15_000 });
    await page
      .getByText(/^(Today|Just now|\d).*: .+\.$/)
      .first()
      .waitFor();
    await expectWellMade(page, "meetings-trouble");
    expectQuiet();
    await close();
  });

  test("hostile titles, names and links are text and nothing more", async () => {
    const team = await createTeam();
    await team.deliver(fixtureText("72").replaceAll("ana.host@example.com", team.email));
    await waitForOutcomes(team, "171112072");
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.locator("main a[href^='/meetings/']").first().click();
    await page.getByRole("heading", { name: "Attendees" }).waitFor();
    expect(await page.locator("main script, main img, main iframe").count()).toBe(0);
    const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(links.filter((href) => !/^(https?:\/\/|\/|#)/.test(href))).toEqual([]);
    await expectWellMade(page, "meeting-hostile");
    expectQuiet();
    await close();
  });
});

describe("signing in", () => {
  test("a wrong password is said, a deep link is come back to, signing out ends it", async () => {
    const team = await createTeam();
    await log(team, "02");
    const { page, forget, expectQuiet, close } = await openPage(browser);
    const { data } = await team.client.from("meetings").select("id").single();
    await page.goto(`/meetings/${data?.id}`);
    await page.getByLabel("E-mail").fill(team.email);
    await page.getByLabel("Password", { exact: true }).fill("wrong password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    await expectWellMade(page, "sign-in-wrong-password");
    // The refused sign-in is in the console, as it is for every page.
    forget();
    await page.getByLabel("Password", { exact: true }).fill(team.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: /Renewal review/ }).waitFor();
    // What is under way when one signs out is refused, and that is in the console too.
    await untilShown(page);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expectQuiet();
    await close();
  });

  test("somebody else's meeting is not there", async () => {
    const [team, stranger] = [await createTeam(), await createTeam({ crm: false })];
    await log(team, "02");
    const { data } = await team.client.from("meetings").select("id").single();
    const { page, close } = await openPage(browser);
    await signIn(page, stranger);
    await page.goto(`/meetings/${data?.id}`);
    await page
      .getByText(/not (there|found)|no such|does not exist/i)
      .first()
      .waitFor();
    expect(await page.getByText("Renewal review").count()).toBe(0);
    await expectWellMade(page, "meeting-not-there");
    await close();
  });
});

describe("connecting by hand", () => {
  test("Pipedrive and Fathom from the settings page: tested, saved, and the first meeting is logged", async () => {
    const team = await createTeam({ crm: false });
    const { pipedriveAccount, pipedriveToken } = theStack().demo;
    const { page, forget, expectQuiet, close } = await openPage(browser, desktop);
    await signIn(page, team);
    await page.goto("/settings");
    await expectWellMade(page, "settings");
    await page.getByLabel("Company domain").fill(pipedriveAccount);
    await page.getByLabel("API token").fill("wrong");
    await page.getByRole("button", { name: "Connect Pipedrive" }).click();
    await page
      .getByText(/token/i)
      .getByText(/refuse|valid|accept/i)
      .first()
      .waitFor();
    await expectWellMade(page, "settings-wrong-token");
    forget();
    await page.getByLabel("API token").fill(pipedriveToken);
    await page.getByRole("button", { name: "Connect Pipedrive" }).click();
    await page
      .getByText(/Debrief demo company/)
      .first()
      .waitFor();

    await page.getByText("Set up by hand", { exact: true }).click();
    await page.getByRole("button", { name: `Create URL with token for ${team.email}` }).click();
    const url = page.getByRole("textbox", { name: `URL with token for ${team.email}` });
    await url.waitFor();
    const shown = await url.inputValue();
    await expectWellMade(page, "settings-token");
    const response = await fetch(shown, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(meetingOf(team.email)),
    });
    expect(response.status).toBe(202);
    await page.goto("/meetings");
    await page.getByText("1 logged").first().waitFor({ timeout: 15_000 });
    expectQuiet();
    await close();
  });
});
