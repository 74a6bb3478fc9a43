import fs from "node:fs";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { projectDir } from "../../local/stack/settings.ts";
import type { StackFile } from "../../local/stack/stack-file.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { signIn } from "../support/sign-in.ts";
import { startThrowAwayStack } from "../support/throw-away-stack.ts";
import { fillDemo, tellingMeeting } from "./demo.ts";
import { smallerPng } from "./smaller-png.ts";

const directory = path.join(projectDir, "docs/pictures");
const largestBytes = 150_000;

const wide = { width: 1180, height: 760 };
const narrow = { width: 360, height: 720 };

interface Picture {
  name: string;
  address: string;
  viewport?: typeof wide;
  colorScheme?: "light" | "dark";
}

const pictures = (meetingId: string): Picture[] => [
  { name: "meetings", address: "/meetings" },
  { name: "meeting", address: `/meetings/${meetingId}` },
  { name: "overview", address: "/overview" },
  { name: "settings", address: "/settings" },
  { name: "overview-dark", address: "/overview", colorScheme: "dark" },
  { name: "meeting-phone", address: `/meetings/${meetingId}`, viewport: narrow },
];

const untilShown = async (page: Page): Promise<void> => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector("main .animate-pulse"));
  await page.evaluate(() => document.fonts.ready);
};

const signedInContext = async (browser: Browser, { webUrl, demo }: StackFile, options: BrowserContextOptions) => {
  const context = await browser.newContext({
    baseURL: webUrl,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  await signIn(page, demo);
  return page;
};

const take = async (browser: Browser, stack: StackFile, picture: Picture): Promise<void> => {
  const { name, address, viewport = wide, colorScheme = "light" } = picture;
  const page = await signedInContext(browser, stack, { viewport, colorScheme });
  await page.goto(address);
  await untilShown(page);
  // The demo stays without a team; who looks at the pictures has not to be told so.
  const steps = page.getByRole("button", { name: "Hide these steps" });
  if (await steps.isVisible()) await steps.press("Enter");
  const png = smallerPng(await page.screenshot());
  await page.context().close();
  if (png.length > largestBytes) throw new Error(`${name}.png has ${png.length} bytes, more than ${largestBytes}`);
  fs.writeFileSync(path.join(directory, `${name}.png`), png);
  console.log(`docs/pictures/${name}.png ${Math.round(png.length / 1000)} kB`);
};

const { stack, stop } = await startThrowAwayStack({ name: "pictures" });
try {
  console.log("Importing the demo's meetings…");
  await fillDemo(stack.file);
  const browser = await launchBrowser();
  for (const picture of pictures(await tellingMeeting(stack.file))) await take(browser, stack.file, picture);
  await browser.close();
} finally {
  await stop();
}
