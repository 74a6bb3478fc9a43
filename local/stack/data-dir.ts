import fs from "node:fs";
import path from "node:path";
import { StartError, systemErrorCode } from "./start-error.ts";

/** A sentence for what the system says about a folder or a disk. */
export const explainDiskError = (error: unknown, dir: string): string => {
  switch (systemErrorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return `The disk is full: ${dir} cannot be written. Free some space (the stack needs about 200 MB), or set DEBRIEF_DATA_DIR to a folder on another disk.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `The data folder ${dir} cannot be read and written by this user. Change its permissions, or set DEBRIEF_DATA_DIR to another folder.`;
    case "ENOTDIR":
    case "EEXIST":
      return `${dir} is not a folder. Move it away, or set DEBRIEF_DATA_DIR to another folder.`;
    default:
      return `The data folder ${dir} is not usable (${systemErrorCode(error) ?? String(error)}).`;
  }
};

/** Makes the data folder and its parts, and proves that it can be written. @throws StartError in a sentence. */
export const prepareDataDir = (dir: string): { logs: string; simulators: string } => {
  const logs = path.join(dir, "logs");
  const simulators = path.join(dir, "simulators");
  const probe = path.join(dir, ".write-probe");
  try {
    // The database's user may have to walk through; nobody else has anything to look for here.
    fs.mkdirSync(dir, { recursive: true, mode: 0o711 });
    for (const part of [logs, simulators]) fs.mkdirSync(part, { recursive: true, mode: 0o700 });
    // Large enough that a full disk shows here and not in the middle of making a database.
    fs.writeFileSync(probe, Buffer.alloc(1024 * 1024, 1));
    fs.rmSync(probe);
    fs.readdirSync(dir);
  } catch (error) {
    throw new StartError(explainDiskError(error, dir));
  }
  return { logs, simulators };
};
