import type postgres from "postgres";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { createTeam } from "../support/team.ts";
import { type World, makeWorld } from "../support/world.ts";
import { openSql } from "./arrange.ts";
import { openPages, signedInPages, unknownRoutes } from "./pages.ts";
import { untilShown } from "./until-shown.ts";

let browser: Browser;
let sql: postgres.Sql;
let world: World;
beforeAll(async () => {
  browser = await launchBrowser();
  sql = openSql();
  world = await makeWorld(sql);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await sql.end();
});

const nameOf = (who: string, address: string): string =>
  `every-${who}${address
    .replace(/[0-9a-f-]{36}/g, "one")
    .replace(/token=.*/, "token")
    .replaceAll(/[^\w]+/g, "-")}`;

/** Nothing on the page is on its way to another colour or place. */
const untilStill = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));

/** Wide and light, then narrow and dark. */
const expectWellMadeTwice = async (page: Page, name: string): Promise<void> => {
  const { colorScheme: light, ...wide } = desktop;
  const { colorScheme: dark, ...narrow } = phone;
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: light });
  await untilStill(page);
  await expectWellMade(page, `${name}-wide-light`);
  await page.setViewportSize(narrow);
  await page.emulateMedia({ colorScheme: dark });
  await untilShown(page);
  await untilStill(page);
  await expectWellMade(page, `${name}-narrow-dark`);
};

test("every route of the client is looked at", () => {
  expect(unknownRoutes()).toEqual([]);
});

describe("every page is accessible, wide and narrow, light and dark", { timeout: 120_000 }, () => {
  test("of people who are not signed in", async () => {
    const { page, expectQuiet, close } = await openPage(browser);
    for (const address of openPages(world)) {
      await page.goto(address);
      await untilShown(page);
      await expectWellMadeTwice(page, nameOf("nobody", address));
    }
    expectQuiet();
    await close();
  });

  test("of an owner, with something of everything", async () => {
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, world.owner);
    for (const address of signedInPages(world)) {
      await page.goto(address);
      await untilShown(page);
      await expectWellMadeTwice(page, nameOf("owner", address));
    }
    expectQuiet();
    await close();
  });

  test.each(["manager", "member"] as const)("of a %s, the other theme at the other width", async (role) => {
    const { page, expectQuiet, close } = await openPage(browser, { ...phone, colorScheme: "light" });
    await signIn(page, world[role]);
    for (const address of ["/overview", "/meetings", "/settings"]) {
      await page.goto(address);
      await untilShown(page);
      await expectWellMade(page, nameOf(role, address));
    }
    expectQuiet();
    await close();
  });

  test("of a stranger, who sees nothing of them", async () => {
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, world.stranger);
    for (const address of signedInPages(world)) {
      await page.goto(address);
      await untilShown(page);
      const words = await page.locator("main").innerText();
      expect(words).not.toMatch(/Globex|Initech|Guest \d|hello/);
      expect(words).not.toContain(world.owner.email);
    }
    expectQuiet();
    await close();
  });

  test("of a workspace in which there is nothing yet", async () => {
    const newcomer = await createTeam({ crm: false });
    await sql`delete from public.fathom_integrations where workspace_id = ${newcomer.workspaceId}`;
    const { page, expectQuiet, close } = await openPage(browser, { ...desktop, colorScheme: "dark" });
    await signIn(page, newcomer);
    for (const address of signedInPages(world)) {
      await page.goto(address);
      await untilShown(page);
      await expectWellMade(page, nameOf("newcomer", address));
    }
    expectQuiet();
    await close();
  });
});
