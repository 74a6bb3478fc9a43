import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectWellMade, launchBrowser, openPage, signIn } from "../support/browser.ts";
import { createTeam } from "../support/team.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a clock that does not ring is told to who manages, with what to do, and no longer once it rings", async () => {
  const team = await createTeam({ crm: false });
  const { page, expectQuiet, close } = await openPage(browser);
  let isLate = true;
  await page.route("**/rpc/clock_is_late", async (route) => {
    // What the database says of it is true as well: its own clock rings.
    expect(await (await route.fetch()).json()).toBe(false);
    await route.fulfill({ json: isLate });
  });
  await signIn(page, team);
  await page.goto("/overview");
  const banner = page.getByText("The clock has not rung for 10 minutes.");
  await banner.waitFor();
  await expectWellMade(page, "late-clock");
  isLate = false;
  await page.reload();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await banner.waitFor({ state: "detached" });
  expectQuiet();
  await close();
});
