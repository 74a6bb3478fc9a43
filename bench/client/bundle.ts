import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { projectDir } from "../../local/stack/settings.ts";
import type { Figure } from "../figure.ts";

type Chunk = Rolldown.OutputChunk;

/** What design promises of the scripts that every visit loads. */
const mainBudgetKilobytes = 220;
const partsShown = 8;

/** The client as it is deployed, in memory: its chunks, and which of them the page itself names. */
const buildClient = async (): Promise<{ chunks: Chunk[]; named: Chunk[] }> => {
  const { build } = await import("vite");
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  const configFile = path.join(projectDir, "web/vite.config.ts");
  const built = await build({ configFile, logLevel: "warn", build: { write: false } }).finally(() => {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  });
  if (!("output" in built)) throw new Error("the client was built several times, or is watched");
  const chunks = built.output.filter((one) => one.type === "chunk");
  const page = built.output.find(({ fileName }) => fileName === "index.html");
  const html = page?.type === "asset" ? String(page.source) : "";
  return { chunks, named: chunks.filter(({ fileName }) => html.includes(`"/${fileName}"`)) };
};

/** `react-dom`, `@tanstack/react-query`, or `Debrief` for what is no package. */
const packageOf = (module: string): string =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? (module.startsWith("/") ? "Debrief" : "the bundler");

const kilobytes = ({ code }: Chunk): number => gzipSync(code, { level: 9 }).length / 1000;

/** These and all that they import before they run. */
const withImports = (chunks: Chunk[], first: Chunk[]): Chunk[] => {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set(first);
  for (const { imports } of needed) {
    for (const name of imports) {
      const imported = byName.get(name);
      if (imported) needed.add(imported);
    }
  }
  return [...needed];
};

const sum = (chunks: Chunk[]): number => chunks.reduce((total, chunk) => total + kilobytes(chunk), 0);

/** What each package has of the chunks; a chunk's gzipped size is shared out by the modules' sizes in it. */
const byPackage = (chunks: Chunk[]): [name: string, kilobytes: number][] => {
  const sizes = new Map<string, number>();
  for (const chunk of chunks) {
    const modules = Object.entries(chunk.modules).map(([id, { renderedLength }]) => ({ id, size: renderedLength }));
    const whole = modules.reduce((sum, { size }) => sum + size, 0);
    for (const { id, size } of modules) {
      const name = packageOf(id);
      sizes.set(name, (sizes.get(name) ?? 0) + (kilobytes(chunk) * size) / whole);
    }
  }
  return [...sizes].toSorted(([, one], [, other]) => other - one);
};

/** The page that is opened most. */
const listModule = /meetings\/meetings-page\.tsx$/;

/** The scripts of every visit with their largest parts, and those that a page brings when it is opened. */
export const measureBundle = async (): Promise<Figure[]> => {
  const { chunks, named } = await buildClient();
  const main = withImports(chunks, named);
  const list = withImports(
    chunks,
    chunks.filter(({ moduleIds }) => moduleIds.some((id) => listModule.test(id))),
  ).filter((chunk) => !main.includes(chunk));
  const later = chunks.filter((chunk) => !main.includes(chunk)).toSorted((a, b) => kilobytes(b) - kilobytes(a));
  return [
    {
      what: `scripts of every visit, gzipped, in ${main.length} files`,
      value: sum(main),
      unit: "kB",
      budget: { of: "value", most: mainBudgetKilobytes },
    },
    ...byPackage(main)
      .slice(0, partsShown)
      .map(([name, value]): Figure => ({ what: `of them ${name}`, value, unit: "kB" })),
    { what: `opened with the list, in ${list.length} files`, value: sum(list), unit: "kB" },
    { what: `opened later, in ${later.length} files`, value: sum(later), unit: "kB" },
    ...later
      .slice(0, 3)
      .map((chunk): Figure => ({ what: `of them ${chunk.name}`, value: kilobytes(chunk), unit: "kB" })),
  ];
};
