import fs from "node:fs";
import path from "node:path";
import { run } from "../local/operator/run.ts";
import { StartError } from "../local/stack/start-error.ts";
import { parseArguments } from "./arguments.ts";
import { type Figure, keepsBudget, type Measure } from "./figure.ts";
import { describeMachine } from "./machine.ts";
import { type MeasureName, measures } from "./measures.ts";
import { toTable } from "./table.ts";
import { writePage } from "./write-page.ts";

interface Part extends Pick<Measure, "title" | "about"> {
  name: MeasureName;
  seconds: number;
  figures: Figure[];
}

/** One part after the other, so that none is in another's way. */
const measureAll = async (names: MeasureName[], size: "quick" | "full"): Promise<Part[]> => {
  const parts: Part[] = [];
  for (const name of names) {
    const { default: measure } = await measures[name]();
    console.log(`\n## ${measure.title}\n\n${measure.about}\n`);
    const begunAt = performance.now();
    const figures = await measure.run(size);
    const seconds = Math.round((performance.now() - begunAt) / 1000);
    parts.push({ name, title: measure.title, about: measure.about, seconds, figures });
    console.log(`${toTable(figures)}\n\n(${seconds} s)`);
  }
  return parts;
};

const bench = async (): Promise<void> => {
  const { only, size, json, page } = parseArguments(process.argv.slice(2));
  const machine = describeMachine();
  console.log(`${machine}; ${size}`);
  const parts = await measureAll(only, size);
  fs.mkdirSync(path.dirname(json), { recursive: true });
  fs.writeFileSync(json, `${JSON.stringify({ at: new Date().toISOString(), machine, size, parts }, null, 2)}\n`);
  console.log(`\nWritten: ${json}`);
  if (page) writePage(page, machine, parts);
  const broken = parts.flatMap(({ title, figures }) =>
    figures.filter((figure) => !keepsBudget(figure)).map(({ what }) => `${title}: ${what}`),
  );
  if (broken.length > 0) throw new StartError(`These budgets were not kept:\n${broken.join("\n")}`);
};

await run(bench);
