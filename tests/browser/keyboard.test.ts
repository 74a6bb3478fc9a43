import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openPage } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Where the focus is: what it is called, and whether somebody who looks sees it there. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "nowhere", isSeen: false };
    // A text box has its ring around it, a link that opens its whole row around that.
    const styles = [
      getComputedStyle(element),
      getComputedStyle(element, "::after"),
      getComputedStyle(element.parentElement ?? element),
    ];
    const hasRing = styles.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isInSight = bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
    const name = element.getAttribute("aria-label") ?? (labels.join(" ") || element.textContent.trim());
    return { name, isSeen: isInSight && hasRing };
  });

/** Presses Tab until the focus is on what has this name; on its way it is never lost and always seen. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const way: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    way.push(at.name);
    // After the last stop the browser's own controls come, and then the page again.
    if (at.name === "nowhere") continue;
    expect(at, `the focus, after ${way.join(", ")}`).toMatchObject({ isSeen: true });
    if (name.test(at.name)) return;
  }
  throw new Error(`${String(name)} was not reached: ${way.join(", ")}`);
};

test("without a mouse: sign in, find a meeting, choose whom nobody was found for, see the note, export", async () => {
  const team = await createTeam();
  await simulatedPipedrive.addPerson(`Nora Right ${team.workspaceId}`, `right-${team.workspaceId}@example.net`);
  const meeting = meetingOf(team.email, "02", {
    title: "Kickoff with Nora",
    calendar_invitees: [{ name: "Nora New", email: `nora-${team.workspaceId}@example.org`, is_external: true }],
  });
  await team.deliver(meeting);
  await waitForOutcomes(team, String(meeting.recording_id));
  const { page, expectQuiet, close } = await openPage(browser);
  const { keyboard } = page;

  await page.goto("/sign-in?next=/meetings");
  await page.getByLabel("E-mail").waitFor();
  await tabTo(page, /^E-mail/);
  await keyboard.type(team.email);
  await tabTo(page, /^Password/);
  await keyboard.type(team.password);
  await keyboard.press("Enter");
  await page.getByRole("link", { name: "Kickoff with Nora" }).waitFor();

  await keyboard.press("/");
  await keyboard.type("kickoff");
  await page.getByText("1 meeting", { exact: true }).waitFor();
  await tabTo(page, /Kickoff with Nora/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Kickoff with Nora" }).waitFor();

  await tabTo(page, /^Search Pipedrive/);
  await keyboard.press("Enter");
  await page.getByLabel("Name or e-mail address").waitFor();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type(`right ${team.workspaceId}`);
  await page.getByRole("button", { name: /^Choose Nora Right/ }).waitFor();
  await tabTo(page, /^Choose Nora Right/);
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Choose this person" }).waitFor();
  await tabTo(page, /^Choose this person/);
  await keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByText("Chosen by a person.").first().waitFor({ timeout: 15_000 });
  expect(await focused(page)).not.toMatchObject({ name: "nowhere" });

  await tabTo(page, /^(Show the note|Note)/);
  await keyboard.press("Enter");
  await page.getByRole("dialog").getByText("Nora").first().waitFor();
  await keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect((await focused(page)).name).toMatch(/note/i);

  await tabTo(page, /^Audit$/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
  await page.getByRole("button", { name: "Export CSV" }).waitFor();
  await tabTo(page, /^Export CSV/);
  await keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  const saved = page.waitForEvent("download");
  await tabTo(page, /^Export$/);
  await keyboard.press("Enter");
  expect((await saved).suggestedFilename()).toMatch(/^debrief-audit.*\.csv$/);
  expectQuiet();
  await close();
});
