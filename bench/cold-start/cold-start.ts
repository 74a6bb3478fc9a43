import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { functionNames } from "../../local/stack/functions.ts";
import type { DenoName } from "../deno/deno.ts";
import type { Figure, Measure, Size } from "../figure.ts";
import { figureOf } from "../statistics.ts";
import { loadsOf } from "./loads.ts";
import { type Cold, type ColdStart, fileOf, startCold } from "./start-cold.ts";

const denos: DenoName[] = ["2.1", "current"];
const bare = "one that does nothing";

const measureLoads = (): Figure[] => {
  const floor = loadsOf(fileOf("bare"));
  return functionNames.flatMap((name): Figure[] => {
    const { modules, kB, packageKB } = loadsOf(fileOf(name));
    return [
      { ...figureOf(`${name}: modules`, "count", [modules], { what: bare, rounds: [floor.modules] }) },
      { ...figureOf(`${name}: sources`, "kB", [kB], { what: bare, rounds: [floor.kB] }) },
      { what: `${name}: of them packages`, unit: "kB", value: packageKB },
    ];
  });
};

const toFigures = (what: string, starts: ColdStart[], floor: ColdStart[]): Figure[] => {
  const processor = (from: ColdStart[]) =>
    from.flatMap(({ processorMs }) => (processorMs === null ? [] : [processorMs]));
  const [taken, least] = [processor(starts), processor(floor)];
  return [
    figureOf(
      `${what}: first answer`,
      "ms",
      starts.map(({ ms }) => ms),
      { what: bare, rounds: floor.map(({ ms }) => ms) },
    ),
    ...(taken.length > 0 ? [figureOf(`${what}: processor time`, "ms", taken, { what: bare, rounds: least })] : []),
  ];
};

const measureStarts = async (size: Size): Promise<Figure[]> => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-cold-"));
  const guard = startGuard();
  const startChild = childStarter(guard);
  const names: Cold[] = ["bare", ...functionNames];
  const rounds = size === "quick" ? 2 : 7;
  const figures: Figure[] = [];
  try {
    for (const deno of size === "quick" ? denos.slice(1) : denos) {
      const starts: Record<Cold, ColdStart[]> = { bare: [], "fathom-webhook": [], api: [], worker: [] };
      for (let round = -1; round < rounds; round += 1) {
        for (const name of names) {
          const start = await startCold(name, deno, startChild, dir);
          // The first fetches packages, and brings files to memory.
          if (round >= 0) starts[name].push(start);
        }
      }
      for (const name of functionNames) figures.push(...toFigures(`${name}, Deno ${deno}`, starts[name], starts.bare));
    }
    return figures;
  } finally {
    guard.stdin?.end();
    fs.rmSync(dir, { recursive: true, force: true });
  }
};

export default {
  title: "Cold start",
  about:
    "From the start of a Deno (2.1 as on the platform, and the current one) to the function's first answer, without what was compiled before, against a Hono function that does nothing; and what is loaded until then.",
  run: async (size) => [...(await measureStarts(size)), ...measureLoads()],
} satisfies Measure;
