import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { StartError } from "./start-error.ts";

const run = promisify(execFile);

/** As whom Postgres runs: null for ourselves. */
export type DatabaseUser = { uid: number; gid: number } | null;

const lookUp = async (): Promise<DatabaseUser> => {
  try {
    const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, "postgres"])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return null;
  }
};

/** Postgres refuses to run as root: then it runs as the system user `postgres`, which is made if there is none. */
export const databaseUser = async (): Promise<DatabaseUser> => {
  if (process.getuid?.() !== 0) return null;
  const known = await lookUp();
  if (known) return known;
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  } catch {
    throw new StartError(
      "Postgres does not run as root, and the user postgres could not be made. Start Debrief as another user.",
    );
  }
  const made = await lookUp();
  if (!made) throw new StartError("Postgres does not run as root. Start Debrief as another user.");
  return made;
};
