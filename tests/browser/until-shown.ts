import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Waits until a page shows what it has to show, and nothing of it is still being loaded. */
export const untilShown = async (page: Page): Promise<void> => {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const loading = page.locator("main .animate-pulse, main [aria-busy=true]");
  await expect
    .poll(() => loading.evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 200))), { timeout: 15_000 })
    .toEqual([]);
};
