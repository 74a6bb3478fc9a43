import fs from "node:fs";
import { format } from "node:util";

/**
 * Lite writes every statement that the database refuses to console.error, with a stack trace. It belongs in a log file, not
 * on the screen between what we say. Returns how to undo it.
 */
export const divertConsoleErrors = (file: string): (() => void) => {
  const original = console.error;
  console.error = (...values: unknown[]) => fs.appendFileSync(file, `${format(...values)}\n`);
  return () => {
    console.error = original;
  };
};
