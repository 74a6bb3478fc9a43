import { type Role, readers } from "./expectations.ts";

export type Row = Record<string, unknown>;

/** A person's workspaces, and what of their own is in them: their id, and those of their rows. */
export interface Reader {
  roles: ReadonlyMap<string, Role>;
  ownIds: ReadonlySet<string>;
}

/** The workspace that a row is of; of a workspace, itself. */
export const workspaceOf = (row: Row): string => String(row["workspace_id"] ?? row["id"]);

const isAbout = (row: Row, ids: ReadonlySet<string>): boolean =>
  Object.values(row).some((value) => typeof value === "string" && ids.has(value));

/** Those of a table's or view's rows that a person is to see; of a person without a workspace, none. */
export const expectedRows = (relation: string, rows: Row[], { roles, ownIds }: Reader): Row[] =>
  rows.filter((row) => {
    const role = roles.get(workspaceOf(row));
    const sees = role ? readers[relation]?.[role] : "none";
    return sees === "all" || (sees === "own" && isAbout(row, ownIds));
  });

/** Rows in an order of their own, to be compared. */
export const inOrder = (rows: readonly Row[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)))).toSorted();
