import type { Context } from "hono";
import type * as z from "zod";
import { readBody } from "@shared/platform/read-body.ts";
import { type Result, fail, ok } from "@shared/platform/result.ts";

const maxBytes = 64 * 1024;

/** The request's JSON, parsed; a failure is a sentence naming the first field that is wrong. */
export const parseBody = async <Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, string>> => {
  const bytes = await readBody(c.req.raw, maxBytes);
  if (!bytes) return fail("The request is too large.");
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return fail("The request is not valid JSON.");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return fail(`${issue?.path.join(".") || "The request"}: ${issue?.message ?? "is wrong"}.`);
};

export const problem = (code: string, message: string) => ({ error: { code, message } });
