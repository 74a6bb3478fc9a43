import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * An append-only file, one JSON line a change. Opening replays it. A last line that was torn by a crash is cut off: its change was never
 * answered. @throws Error when another line is unreadable: somebody has edited the file.
 */
export const openJournal = <Change>(path: string, replay: (change: Change) => void) => {
  mkdirSync(dirname(path), { recursive: true });
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  for (const [at, line] of whole.split("\n").entries()) {
    if (line !== "") replay(parse(line, path, at + 1));
  }
  return {
    append: (change: Change): void => appendFileSync(path, `${JSON.stringify(change)}\n`),
    clear: (): void => writeFileSync(path, ""),
  };
};

const parse = (line: string, path: string, number: number) => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${path}: line ${number} is not JSON; delete the file to start afresh`, {
      cause,
    });
  }
};
