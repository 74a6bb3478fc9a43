import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, signIn } from "../support/browser.ts";
import { type World, makeWorld } from "../support/world.ts";
import { openSql } from "./arrange.ts";
import { signedInPages } from "./pages.ts";
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

const api = /\/(rest|functions)\/v1\//;

/** Signed in, with the API as it is; each page that is opened afterwards finds it as `answer` has it. */
const withApi = async (answer: (route: Route) => Promise<void>) => {
  const opened = await openPage(browser, desktop);
  await signIn(opened.page, world.owner);
  const context = opened.page.context();
  await opened.page.close();
  await context.route(api, answer);
  return { context, close: opened.close };
};

/** All of them at the same time: most of it is waiting. */
const onEachPage = (context: BrowserContext, look: (page: Page, address: string) => Promise<void>) =>
  Promise.all(
    signedInPages(world).map(async (address) => {
      const page = await context.newPage();
      await look(page, address);
    }),
  );

/** Adds up how far what is on the page jumps about, as browsers measure it (https://web.dev/articles/cls). */
const watchShifts = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    Reflect.set(window, "shift", 0);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const value: unknown = Reflect.get(entry, "value");
        Reflect.set(window, "shift", Number(Reflect.get(window, "shift")) + Number(value));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

test("with an API that takes two seconds for each answer, every page has its heading at once, loads, and does not jump", async () => {
  const { context, close } = await withApi(async (route) => {
    await sleep(2_000);
    await route.continue().catch(() => undefined);
  });
  await watchShifts(context);
  const shifts: Record<string, number> = {};
  await onEachPage(context, async (page, address) => {
    await page.goto(address);
    await page.locator("main").waitFor();
    await untilShown(page);
    shifts[address.replace(/[0-9a-f-]{36}/, "one")] = await page.evaluate(() => Number(Reflect.get(window, "shift")));
  });
  console.log("layout shift:", JSON.stringify(shifts));
  expect(Object.entries(shifts).filter(([, shift]) => shift >= 0.05)).toEqual([]);
  await close();
});

test("with an API that fails, every page says so, and shows what it has once the API is back", async () => {
  let isDown = true;
  const { context, close } = await withApi((route) =>
    isDown
      ? route.fulfill({ status: 503, json: { code: "PGRST000", message: "Could not connect with the database." } })
      : route.continue(),
  );
  await onEachPage(context, async (page, address) => {
    await page.goto(address);
    const again = page.locator("main").getByRole("button", { name: "Try again" }).first();
    await again.waitFor();
    if (address === "/meetings") await expectWellMade(page, "meetings-failing");
  });
  isDown = false;
  for (const page of context.pages()) {
    const again = page.locator("main").getByRole("button", { name: "Try again" }).first();
    await again.click({ timeout: 1_000 }).catch(() => undefined);
    await untilShown(page);
    await expect.poll(() => again.count(), { timeout: 15_000 }).toBe(0);
  }
  await close();
});
