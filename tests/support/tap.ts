import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import type postgres from "postgres";

const archive = path.resolve(import.meta.dirname, "../../node_modules/@electric-sql/pglite/dist/pgtap.tar.gz");

/** The script of pgTAP, out of the archive in which it comes to us. */
const pgtapScript = (): string => {
  const tar = zlib.gunzipSync(fs.readFileSync(archive));
  // Blocks of 512 bytes: a header with the name at 0 and the size in octal at 124, then the file.
  for (let at = 0; at + 512 <= tar.length;) {
    const name = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const bytes = Number.parseInt(tar.toString("utf8", at + 124, at + 136), 8) || 0;
    if (/pgtap--\d+\.\d+\.\d+\.sql$/.test(name)) return tar.toString("utf8", at + 512, at + 512 + bytes);
    at += 512 + Math.ceil(bytes / 512) * 512;
  }
  throw new Error(`there is no script in ${archive}`);
};

/** Puts pgTAP where `supabase test db` has it. */
export const installPgtap = async (sql: postgres.Sql): Promise<void> => {
  await sql.begin(async (transaction) => {
    await transaction.unsafe("set local search_path = extensions");
    await transaction.unsafe(pgtapScript().replaceAll("\\echo", "-- echo"));
  });
};

export interface TapReport {
  passed: string[];
  /** What failed, and everything else that was said. */
  failed: string[];
  planned: number;
}

/** Runs a file of pgTAP as pg_prove does: each statement, and the lines that they answer. */
export const runTap = async (sql: postgres.Sql, file: string): Promise<TapReport> => {
  // One connection: what a file begins it rolls back.
  const connection = await sql.reserve();
  const results = await connection
    .unsafe(fs.readFileSync(file, "utf8"))
    .simple()
    .finally(() => connection.release());
  const rows: unknown[] = results.flat();
  const lines = rows.flatMap((row) => Object.values(Object(row)).flatMap((text) => String(text).split("\n")));
  const plan = lines.find((line) => /^1\.\.\d+$/.test(line));
  return {
    passed: lines.filter((line) => line.startsWith("ok ")),
    failed: lines.filter((line) => /^(not ok |#)/.test(line)),
    planned: Number(plan?.slice(3) ?? 0),
  };
};
