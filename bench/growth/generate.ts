import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";

export interface Size {
  meetings: number;
  /** Of each meeting. */
  attendees: number;
  workspaces: number;
  /** How long ago the first meeting was. */
  days?: number;
}

/** Fills a migrated, empty database with the past of many workspaces (generate.sql), and lets Postgres look at it. */
export const generate = async (sql: postgres.Sql, { days = 730, ...size }: Size): Promise<void> => {
  const script = fs.readFileSync(path.join(import.meta.dirname, "generate.sql"), "utf8");
  await sql.begin(async (t) => {
    for (const [name, value] of Object.entries({ days, ...size })) {
      await t`select set_config(${`growth.${name}`}, ${String(value)}, true)`;
    }
    await t.unsafe(script);
  });
  await sql.unsafe("vacuum (analyze)");
};
