import { DatabaseError } from "../../supabase/functions/_shared/platform/database.ts";
import { StartError } from "../stack/start-error.ts";

const sentenceOf = (error: unknown): unknown => {
  if (error instanceof StartError) return error.message;
  if (!(error instanceof DatabaseError)) return error;
  const { kind, code, message } = error.failure;
  return kind === "unavailable"
    ? "The database does not answer. Is Debrief up? Nothing is lost; do it again when it is."
    : `The database did not do it: ${code} ${message}`;
};

/** Runs a command: what keeps it from its end is said in a sentence, and the exit code is 1. */
export const run = async (command: () => Promise<void>): Promise<void> => {
  await command().catch((error: unknown) => {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
};
