import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type * as z from "zod";
import { StartError } from "../stack/start-error.ts";

export const text = { type: "string" } as const;
export const flag = { type: "boolean" } as const;

/** A command's options, by their schema. @throws StartError with what is wrong with the first of them, or how it is used */
export const readOptions = <Schema extends z.ZodType>(
  args: string[],
  options: ParseArgsOptionsConfig,
  schema: Schema,
  usage: string,
): z.output<Schema> => {
  let values: unknown;
  try {
    values = parseArgs({ args, options }).values;
  } catch {
    throw new StartError(usage);
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartError(`--${String(issue?.path[0])}: ${issue?.message}\n\n${usage}`);
};
