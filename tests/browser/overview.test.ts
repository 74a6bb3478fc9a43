import type postgres from "postgres";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { type Team, createTeam } from "../support/team.ts";
import { openSql } from "./arrange.ts";

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

/** Some weeks of meetings, with people of every outcome; fewer in the older weeks. */
const addWeeks = async ({ workspaceId, userId }: Team) => {
  await sql`
    with made as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      select ${workspaceId}, ${userId}, 'fathom', gen_random_uuid()::text, 'Call ' || n, now() - n * interval '17 hours' - n * n * interval '10 minutes'
      from generate_series(0, 70) n returning id, occurred_at)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, status)
    select made.id, ${workspaceId}, ${userId}, 'Guest ' || place,
      case when row_number() over (partition by place) % 3 <> 0 and place > 1 then 'note_added' else s.status end
    from made, unnest(array['note_added', 'not_found', 'ambiguous', 'failed', 'skipped_internal']) with ordinality s (status, place)
    where place < 4 or extract(minute from occurred_at)::int % 3 = 0`;
};

describe("a new workspace", () => {
  test("is led through its first steps, which are ticked by what is there and can be put away", async () => {
    const team = await createTeam({ crm: false });
    const { page, expectQuiet, close } = await openPage(browser, desktop);
    await signIn(page, team);
    await page.goto("/");
    const steps = page.getByRole("region", { name: "Set up Debrief" });
    await steps.getByText("2 of 5 done").waitFor();
    await expectWellMade(page, "overview-first-steps");
    await steps.getByRole("link", { name: /^Connect Pipedrive/ }).click();
    await page.getByRole("region", { name: "Pipedrive" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#pipedrive");
    await page.goBack();
    await addWeeks(team);
    await steps.getByText("3 of 5 done").waitFor();
    await steps.getByRole("button", { name: "Hide these steps" }).click();
    await steps.waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("heading", { name: "Waiting for the team" }).waitFor();
    expect(await steps.count()).toBe(0);
    expectQuiet();
    await close();
  });
});

describe("the theme", () => {
  test("is chosen in the account menu by keyboard, holds against the system's, and is there before the page is", async () => {
    const team = await createTeam({ crm: false });
    const { page, close } = await openPage(browser, { ...phone, colorScheme: "light" });
    await signIn(page, team);
    const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await canvas();
    await page.getByRole("button", { name: /^Account of/ }).press("Enter");
    await page.getByRole("radio", { name: "System" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light);
    await expectWellMade(page, "account-menu");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("radio", { name: "Dark" }).isVisible()).toBe(false);
    // Without the client itself: what is painted first is dark already.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload({ waitUntil: "domcontentloaded" });
    expect(await canvas()).not.toBe(light);
    await page.unroute("**/assets/*.js");
    await close();
  });
});

describe("the overview", () => {
  test.each([desktop, phone])(
    "shows what waits, weeks and health, and leads to each list ($width px)",
    async (look) => {
      const team = await createTeam();
      await addWeeks(team);
      const { page, expectQuiet, close } = await openPage(browser, look);
      await signIn(page, team);
      await page.goto("/overview");
      await page.getByRole("heading", { name: "Waiting for the team" }).waitFor();
      await expectWellMade(page, `overview-${look.width}`);
      const bars = page.getByRole("list", { name: "Meetings a week" }).getByRole("link");
      expect(await bars.count()).toBe(12);
      await page.getByText("Show as table").first().click();
      await page.getByRole("rowheader", { name: "This week" }).waitFor();
      await page.getByRole("link", { name: "Mine" }).click();
      await page.getByRole("heading", { name: "Waiting for you" }).waitFor();
      await page.getByRole("link", { name: /^This week: \d+ meetings?$/ }).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/meetings\?whose=mine&from=/);
      expectQuiet();
      await close();
    },
  );
});
