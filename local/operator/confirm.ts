import readline from "node:readline/promises";
import { StartError } from "../stack/start-error.ts";

/** Asks before something is done. Where nobody can be asked, `--yes` must have been said. @throws StartError */
export const confirm = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new StartError(`${question} Say so with --yes.`);
  const dialog = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await dialog.question(`${question} [y/N] `);
  dialog.close();
  return /^y(es)?$/i.test(answer.trim());
};
