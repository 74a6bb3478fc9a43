import fs from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { theStack } from "./the-stack.ts";

export { launchBrowser } from "./launch-browser.ts";
export { signIn } from "./sign-in.ts";

export type Look = { width: number; height: number; colorScheme: "light" | "dark" };
export const desktop: Look = { width: 1280, height: 800, colorScheme: "light" };
export const phone: Look = { width: 360, height: 800, colorScheme: "dark" };

/** A page in a session of its own; whatever it logs as an error or asks of a third party fails the test at `expectQuiet`. */
export const openPage = async (browser: Browser, look: Look = desktop) => {
  const { colorScheme, ...viewport } = look;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    baseURL: theStack().webUrl,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "127.0.0.1" && !request.url().startsWith("data:"))
      complaints.push(`request: ${request.url()}`);
  });
  return {
    page,
    expectQuiet: () => expect(complaints).toEqual([]),
    forget: () => void complaints.splice(0),
    close: () => context.close(),
  };
};

/** No accessibility violation, nothing wider than the screen. With DEBRIEF_PICTURES set, a picture of it is kept there. */
export const expectWellMade = async (page: Page, name: string): Promise<void> => {
  const pictures = process.env["DEBRIEF_PICTURES"];
  if (pictures) {
    fs.mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  }
  // A page that is loaded when it is opened is not there at once.
  await page.locator("h1").first().waitFor();
  // Nothing of it is in a frame, so that it is looked at in one go; what passes is not described.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
};
