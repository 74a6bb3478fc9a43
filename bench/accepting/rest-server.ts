// Run as a process of its own, by place.ts: what PostgREST is to the functions, with nothing else in it. A call of the data API becomes
// one statement of a pool of ten, the body handed over as it came; the worker's bell is answered after as long as a short drain.
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

const ringMs = 250;

/** How PostgREST calls a function: the arguments are one parameter, of which the database makes a record. */
const callOf = (name: string, parameters: Record<string, string>): string => {
  const record = Object.entries(parameters).map(([parameter, type]) => `${parameter} ${type}`);
  const given = Object.keys(parameters).map((parameter) => `${parameter} => given.${parameter}`);
  return `select coalesce(json_agg(answer), '[]')::text as answer
    from json_to_record($1::text::json) as given (${record.join(", ")}), lateral public.${name}(${given.join(", ")}) answer`;
};

const statements: Record<string, string> = {
  receive_webhook: callOf("receive_webhook", {
    event_source: "text",
    delivery: "text",
    integration: "uuid",
    proven_by: "text",
    event_headers: "jsonb",
    body: "text",
    body_bytes: "integer",
  }),
  find_fathom_integrations: callOf("find_fathom_integrations", {
    token_sha256: "text",
    integration_hint: "uuid",
    emails: "text[]",
  }),
};

const sql = postgres(process.env["DATABASE_URL"] ?? "", { max: 10, onnotice: () => undefined });
/** What was called since it was last asked for. */
const calls: string[] = [];

const answerTo = async (name: string, body: string): Promise<string> => {
  if (name === "calls") return JSON.stringify(calls.splice(0));
  calls.push(name);
  if (name === "worker") return sleep(ringMs, "{}");
  const statement = statements[name];
  if (!statement) throw new Error(`there is no ${name}`);
  const [row] = await sql.unsafe<{ answer: string }[]>(statement, [body], { prepare: true });
  return row?.answer ?? "[]";
};

const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const name = request.url?.split("/").at(-1)?.split("?")[0] ?? "";
  const answer = await answerTo(name, Buffer.concat(chunks).toString()).catch((error: unknown) => {
    console.error(error);
    return null;
  });
  response.writeHead(answer === null ? 500 : 200, { "content-type": "application/json" });
  response.end(answer ?? "{}");
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env["PORT"]), "127.0.0.1");
