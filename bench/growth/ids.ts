import { createHash } from "node:crypto";

/** The id that generate.sql gives to what it makes, as `id_of` there. */
export const idOf = (kind: "workspace" | "user" | "integration" | "meeting" | "event", n: number): string =>
  createHash("md5")
    .update(`${kind} ${n}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** People are numbered within their workspace: the first is its owner, the second a manager, the others members. */
export const personOf = (workspace: number, person: number): string => idOf("user", workspace * 1000 + person);
