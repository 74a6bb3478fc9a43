import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { expectFrameWellMade } from "./frame.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("the settings show what is written on a real meeting, and what the plan of Pipedrive leaves for today", async () => {
  const team = await createTeam();
  const { page, expectQuiet, close } = await openPage(browser, phone);
  await signIn(page, team);
  await page.goto("/settings#written");
  const card = page.getByRole("region", { name: "What is written" });
  await card.getByRole("button", { name: "See what a note looks like" }).click();
  await card.getByText("There is no meeting with somebody from outside yet.").waitFor();
  const meeting = meetingOf(team.email, "02");
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  await page.reload();
  await card.getByRole("button", { name: "See what a note looks like" }).click();
  const frame = card.frameLocator("iframe");
  await frame.getByText(String(meeting.title)).first().waitFor();
  await card.scrollIntoViewIfNeeded();
  await expectFrameWellMade(page, "settings-written");

  const pipedrive = page.getByRole("region", { name: "Pipedrive", exact: true });
  await pipedrive.getByLabel("API token").fill(theStack().demo.pipedriveToken);
  await pipedrive.getByRole("button", { name: "Test connection" }).click();
  await pipedrive.getByText(/^Left of today's budget: [\d,]+ of [\d,]+ tokens/).waitFor();
  await pipedrive.scrollIntoViewIfNeeded();
  await expectFrameWellMade(page, "settings-pipedrive-limits");
  expect(await pipedrive.getByText("Nothing was saved.").isVisible()).toBe(true);
  expectQuiet();
  await close();
});
