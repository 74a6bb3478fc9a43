import fs from "node:fs";
import type { Figure } from "./figure.ts";
import { toTable } from "./table.ts";

/**
 * Brings the tables of a page up to date: what stands between `<!-- figures: NAME -->` and `<!-- end -->` is replaced, the words
 * around it stay. A part that the page does not name is left out.
 */
export const writePage = (file: string, machine: string, parts: { name: string; figures: Figure[] }[]): void => {
  const before = fs.readFileSync(file, "utf8");
  const page = parts.reduce(
    (text, { name, figures }) => fill(text, name, toTable(figures)),
    fill(before, "machine", machine),
  );
  fs.writeFileSync(file, page);
};

const fill = (page: string, name: string, content: string): string =>
  page.replace(
    new RegExp(`(<!-- figures: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`),
    (_, begin: string, end: string) => `${begin}\n${content}\n\n${end}`,
  );
