import type { MiddlewareHandler } from "hono";

/** Only JSON: a form on some web page cannot turn these switches in a developer's browser. */
export const onlyJson: MiddlewareHandler = async (context, next) => {
  const sends = context.req.method === "POST" || context.req.method === "PUT";
  if (sends && !context.req.header("content-type")?.startsWith("application/json")) {
    return context.json({ error: "Send JSON with content-type: application/json." }, 415);
  }
  await next();
  return undefined;
};
