import fs from "node:fs";
import path from "node:path";
import { projectDir } from "../stack/settings.ts";
import { readLock, withAllTheyNeed } from "./locked-packages.ts";

export const licencesPage = path.join(projectDir, "docs/licences.md");

const importPattern = /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^;]*?from\s*"([^"./@][^"]*|@[^/"]+\/[^"]+)"/g;

const packageOf = (specifier: string): string => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");

/** The packages that the client imports itself. */
const ofClient = (): string[] => {
  const dir = path.join(projectDir, "web/src");
  const files = fs.readdirSync(dir, { recursive: true, encoding: "utf8" });
  const names = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => [...fs.readFileSync(path.join(dir, file), "utf8").matchAll(importPattern)])
    .map(([, specifier = ""]) => packageOf(specifier));
  return [...new Set(names)].filter((name) => !name.startsWith("@shared/"));
};

/** The packages that the functions import: what package.json calls dependencies. */
const ofFunctions = (): string[] =>
  Object.keys(JSON.parse(fs.readFileSync(path.join(projectDir, "package.json"), "utf8")).dependencies);

export interface Licence {
  name: string;
  version: string;
  licence: string;
}

/** What is delivered to others, with everything it needs: in the functions, and in the client's pages. */
export const collectLicences = (): { functions: Licence[]; client: Licence[] } => {
  const lock = readLock();
  const licencesOf = (names: string[]): Licence[] =>
    withAllTheyNeed(lock, names).map((place) => ({
      name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
      version: lock[place]?.version ?? "",
      licence: lock[place]?.license ?? "unknown",
    }));
  return { functions: licencesOf(ofFunctions()), client: licencesOf(ofClient()) };
};

const table = (licences: Licence[]): string =>
  ["| package | version | licence |", "|---|---|---|"]
    .concat(licences.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`))
    .join("\n");

/** The page as it must be now. */
export const renderLicences = (): string => {
  const { functions, client } = collectLicences();
  return `# Licences of what Debrief is made of

Written by \`npm run licences\` out of \`package-lock.json\`; \`npm run check\` fails when it is not up to date, or when a licence is none of those that are allowed
(\`tests/house/supply-chain.test.ts\`). What is needed for developing and testing only is delivered to nobody and is not listed.

## In the functions

${table(functions)}

## In the web client

${table(client)}
`;
};
