import fs from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * As `expectWellMade`, of a page that holds a frame in which no script may run: looked at without the frame's inside, where
 * axe would wait for ever.
 */
export const expectFrameWellMade = async (page: Page, name: string): Promise<void> => {
  const pictures = process.env["DEBRIEF_PICTURES"];
  if (pictures) {
    fs.mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
};
