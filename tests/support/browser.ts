import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type Page, chromium } from "playwright-core";
import { expect } from "vitest";
import { theStack } from "./the-stack.ts";

/** Made for a cloud function: these switch off what a person's browser checks (CORS first of all), or make it fragile. */
const unwanted =
  /^--(disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|single-process|no-zygote|headless)/;

const systemHasLibraries = (): boolean => {
  try {
    return execFileSync("ldconfig", ["-p"], { encoding: "utf8" }).includes("libnss3.so");
  } catch {
    return process.platform !== "linux";
  }
};

/** A real Chromium that comes from npm, with a person's security settings. */
export const launchBrowser = async (): Promise<Browser> => {
  // On a bare machine the package brings the libraries that Chromium needs; it looks at this variable when it is loaded.
  if (!systemHasLibraries()) process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [
      ...packaged.args.filter((arg) => !unwanted.test(arg)),
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
    ],
  });
};

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

export const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.goto("/sign-in?next=/meetings");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Meetings", level: 1 }).waitFor();
};

/** No accessibility violation, nothing wider than the screen. With DEBRIEF_PICTURES set, a picture of it is kept there. */
export const expectWellMade = async (page: Page, name: string): Promise<void> => {
  const pictures = process.env["DEBRIEF_PICTURES"];
  if (pictures) {
    fs.mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
};
