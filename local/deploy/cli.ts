import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import { projectDir } from "../stack/settings.ts";
import { StartError } from "../stack/start-error.ts";
import { parseJson } from "./parse-json.ts";

const program = path.join(projectDir, "node_modules/.bin/supabase");
const quiet = { SUPABASE_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SUPABASE_NO_UPDATE_NOTIFIER: "1" };

const failureSchema = z.object({
  _tag: z.literal("Error"),
  error: z.object({ message: z.string(), suggestion: z.string().optional() }),
});

const sentenceOf = (args: string[], output: string, errors: string): string => {
  const failure = failureSchema.safeParse(parseJson(output));
  const [command, verb] = args;
  const said = failure.success
    ? [failure.data.error.message, failure.data.error.suggestion].filter(Boolean).join("\n")
    : errors.trim();
  return `supabase ${command} ${verb}: ${said}`;
};

/**
 * Runs the Supabase CLI of this checkout; what it answers, by the schema. It takes its sign-in from `supabase login` or
 * SUPABASE_ACCESS_TOKEN. @throws StartError with what the CLI said
 */
export const supabase = <Schema extends z.ZodType>(
  schema: Schema,
  args: string[],
  environment: Record<string, string> = {},
): Promise<z.output<Schema>> =>
  new Promise((resolve, reject) => {
    const all = [...args, "--output-format", "json"];
    const env = { ...process.env, ...quiet, ...environment };
    execFile(program, all, { cwd: projectDir, env, maxBuffer: 64 * 1024 * 1024 }, (error, output, errors) => {
      if (error) return reject(new StartError(sentenceOf(args, output, errors)));
      const answer = schema.safeParse(parseJson(output));
      if (answer.success) return resolve(answer.data);
      return reject(new StartError(`supabase ${args.slice(0, 2).join(" ")} answered something else than expected.`));
    });
  });

/** A file that only this user can read, for what must not stand in a command line, where all users of the machine see it. */
export const withSecretFile = async <Value>(text: string, work: (file: string) => Promise<Value>): Promise<Value> => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "debrief-"));
  const file = path.join(dir, "secret");
  try {
    fs.writeFileSync(file, text, { mode: 0o600 });
    return await work(file);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
};
