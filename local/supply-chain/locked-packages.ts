import fs from "node:fs";
import path from "node:path";
import { projectDir } from "../stack/settings.ts";

export interface LockedPackage {
  version?: string;
  license?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** What the lock file holds, by the place below the project's folder; "" is the project itself. */
export type Lock = Record<string, LockedPackage>;

export const readLock = (): Lock =>
  JSON.parse(fs.readFileSync(path.join(projectDir, "package-lock.json"), "utf8")).packages;

/** As Node looks for it: beside the one that needs it, then further and further out. Null for what is not installed. */
const placeOf = (lock: Lock, name: string, from: string): string | null => {
  for (let dir = from; ; dir = dir.slice(0, Math.max(dir.lastIndexOf("/node_modules/"), 0))) {
    const place = `${dir === "" ? "" : `${dir}/`}node_modules/${name}`;
    if (lock[place]) return place;
    if (dir === "") return null;
  }
};

const needs = ({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: LockedPackage): string[] => [
  ...Object.keys(dependencies),
  ...Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true),
];

/** The places of these packages and of everything that they need, in alphabetical order. */
export const withAllTheyNeed = (lock: Lock, names: string[]): string[] => {
  const places = new Set<string>();
  const visit = (name: string, from: string): void => {
    const place = placeOf(lock, name, from);
    if (place === null || places.has(place)) return;
    places.add(place);
    for (const needed of needs(lock[place] ?? {})) visit(needed, place);
  };
  for (const name of names) visit(name, "");
  return [...places].toSorted();
};
