// Run by Deno, as a function is: what no receiver can do without.
import { Hono } from "hono";

declare const Deno: { env: { get(name: string): string | undefined } };

const restUrl = `${Deno.env.get("SUPABASE_URL")}/rest/v1/rpc/receive_webhook`;
const secretKey: string = JSON.parse(Deno.env.get("SUPABASE_SECRET_KEYS") ?? "{}").default;
const keptHeaders = ["content-type", "user-agent", "webhook-id", "webhook-timestamp"];
const app = new Hono().basePath("/floors");

app.get("/health", (c) => c.json({ status: "ok" }));

app.post("/bare", async (c) => {
  const body = await c.req.arrayBuffer();
  return c.json({ bytes: body.byteLength }, 202);
});

/** Believes everybody, looks at nothing, and makes the call that the function makes. */
app.post("/one-call", async (c) => {
  const answer = await fetch(restUrl, {
    method: "POST",
    headers: { "content-type": "application/json", apikey: secretKey, authorization: `Bearer ${secretKey}` },
    body: JSON.stringify({
      event_source: "fathom",
      delivery: c.req.header("webhook-id"),
      integration: c.req.query("integration"),
      proven_by: "signature",
      event_headers: Object.fromEntries(keptHeaders.map((name) => [name, c.req.header(name) ?? null])),
      body: await c.req.text(),
      body_bytes: Number(c.req.header("content-length")),
    }),
  });
  const rows: unknown = await answer.json();
  return c.json({ status: "accepted", rows }, answer.ok ? 202 : 500);
});

export default { fetch: app.fetch };
