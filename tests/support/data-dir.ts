import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** A temporary folder for a server's data and logs, which the database's user may enter too. */
export const makeDataDir = (name: string): string => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), `debrief-${name}-`));
  fs.chmodSync(dataDir, 0o755);
  return dataDir;
};

/** Removes it, unless somebody wants to look into it afterwards. */
export const removeDataDir = (dataDir: string): void => {
  if (!process.env["DEBRIEF_KEEP_TEST_DATA"]) fs.rmSync(dataDir, { recursive: true, force: true });
};
