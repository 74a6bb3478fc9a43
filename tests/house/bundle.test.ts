import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../local/stack/web.ts";
import { projectDir } from "./source-files.ts";

const dist = path.join(projectDir, "web/dist");
const budgetBytes = 220_000;

beforeAll(buildWeb, 120_000);

const gzippedBytes = (file: string): number => gzipSync(fs.readFileSync(path.join(dist, file)), { level: 9 }).length;
const inKilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** The scripts that the page names: what every visit loads before anything is shown. */
const mainScripts = (): string[] => {
  const page = fs.readFileSync(path.join(dist, "index.html"), "utf8");
  return [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = ""]) => file);
};

test("the main JavaScript of the web client is at most 220 kB, gzipped", () => {
  const main = mainScripts();
  expect(main.length).toBeGreaterThan(1);
  const sizes = main.map((file) => ({ file, bytes: gzippedBytes(file) })).toSorted((a, b) => b.bytes - a.bytes);
  const whole = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = sizes.map(({ file, bytes }) => `${path.basename(file)} ${inKilobytes(bytes)}`).join(", ");
  console.log(`main JavaScript, gzipped: ${inKilobytes(whole)} of ${inKilobytes(budgetBytes)} (${parts})`);
  expect(whole).toBeLessThanOrEqual(budgetBytes);
});

test("a page that is opened later brings at most 40 kB of its own, gzipped", () => {
  const main = new Set(mainScripts());
  const later = fs
    .readdirSync(path.join(dist, "assets"))
    .map((file) => `assets/${file}`)
    .filter((file) => file.endsWith(".js") && !main.has(file))
    .map((file) => ({ file, bytes: gzippedBytes(file) }))
    .toSorted((a, b) => b.bytes - a.bytes);
  console.log(
    later
      .slice(0, 8)
      .map(({ file, bytes }) => `${path.basename(file)} ${inKilobytes(bytes)}`)
      .join(", "),
  );
  expect(later.filter(({ bytes }) => bytes > 40_000)).toEqual([]);
});
