import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { theStack, theStackLogs } from "./the-stack.ts";

/** Every row of every table of every schema as text, as a dump of the database holds it. */
export const dumpDatabase = async (sql: postgres.Sql): Promise<string> => {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') order by 1`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select string_agg(t::text, E'\\n') as text from ${name} t`);
    texts.push(`${name}\n${row?.["text"] ?? ""}`);
  }
  return texts.join("\n");
};

/** Everything that the functions, the gateway and the database have written. */
export const readLogs = (): string =>
  fs
    .readdirSync(theStackLogs())
    .map((name) => fs.readFileSync(path.join(theStackLogs(), name), "utf8"))
    .join("\n");

const rowsPerPage = 500;

/** All that the data API hands out of a table or view to whoever has these headers, page by page, as JSON or as CSV. */
const readTable = async (table: string, headers: Record<string, string>): Promise<string> => {
  let text = "";
  for (let offset = 0; ; offset += rowsPerPage) {
    const url = `${theStack().apiUrl}/rest/v1/${table}?select=*&limit=${rowsPerPage}&offset=${offset}`;
    const response = await fetch(url, { headers: { ...headers, prefer: "count=exact" } });
    const page = await response.text();
    if (!response.ok) throw new Error(`${table} was answered with ${response.status}: ${page.slice(0, 200)}`);
    text += page;
    const total = Number(response.headers.get("content-range")?.split("/")[1] ?? 0);
    if (total <= offset + rowsPerPage) return text;
  }
};

/** Every table and view of the exposed schema, as whoever has these headers sees them. */
export const readDataApi = async (
  sql: postgres.Sql,
  headers: Record<string, string>,
  accept: "application/json" | "text/csv",
): Promise<string> => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`;
  const texts = await Promise.all(tables.map(({ name }) => readTable(name, { ...headers, accept })));
  return texts.join("\n");
};
