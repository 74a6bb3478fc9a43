import path from "node:path";
import { parseArgs } from "node:util";
import { StartError } from "../local/stack/start-error.ts";
import type { Size } from "./figure.ts";
import { type MeasureName, measureNames } from "./measures.ts";

const help = `Measures Debrief on this machine.
  --only a,b     these parts alone: ${measureNames.join(", ")}
  --quick        seconds in place of minutes
  --json FILE    where the figures are written (bench/results/latest.json)
  --page FILE    a Markdown page whose tables are brought up to date (docs/performance.md)`;

/** Which parts, how thoroughly, and where the figures go. */
export const parseArguments = (argv: string[]): BenchArguments => {
  const { values } = read(argv);
  if (values.help) throw new StartError(help);
  const named = values.only?.split(",").map((name) => name.trim());
  const unknown = named?.filter((name) => !measureNames.some((known) => known === name)) ?? [];
  if (unknown.length > 0) throw new StartError(`There is no part ${unknown.join(", ")}.\n${help}`);
  return {
    only: measureNames.filter((name) => named === undefined || named.includes(name)),
    size: values.quick ? "quick" : "full",
    json: path.resolve(values.json ?? "bench/results/latest.json"),
    page: values.page === undefined ? null : path.resolve(values.page),
  };
};

const read = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: "string" },
        quick: { type: "boolean" },
        json: { type: "string" },
        page: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
};

interface BenchArguments {
  only: MeasureName[];
  size: Size;
  json: string;
  page: string | null;
}
