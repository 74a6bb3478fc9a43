import type { Context } from "hono";
import type * as z from "zod";
import { type UnreadBody, readBody } from "@shared/platform/read-body.ts";
import { type Result, fail, ok } from "@shared/platform/result.ts";

const maxBytes = 64 * 1024;

const sentences: Record<UnreadBody, string> = {
  too_large: "The request is too large.",
  broken_off: "The request broke off before its end. Send it again.",
  too_slow: "The request took too long to come. Send it again.",
};

/** The request's JSON, parsed; a failure is a sentence naming the first field that is wrong. */
export const parseBody = async <Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Result<z.output<Schema>, string>> => {
  const { data: bytes, error: unread } = await readBody(c.req.raw, maxBytes);
  if (unread) return fail(sentences[unread]);
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
