import { readCursor, writeCursor } from "./cursor.ts";

/** It cannot be raised: there is no limit parameter. */
export const pageSize = 10;

/** How the end of a list has been seen: as null, as an empty string, and as a missing key. */
export const listEnds = ["null", "empty", "absent"] as const;
export type ListEnd = (typeof listEnds)[number];

export interface Page<Item> {
  limit: number;
  next_cursor?: string | null;
  items: Item[];
}

/**
 * The page after the item whose position the cursor names, so that what is new meanwhile shifts nothing. `items` are in the order of their
 * positions, descending. Null for a cursor that is none of this list's.
 */
export const pageOf = <Item>(
  list: string,
  items: Item[],
  positionOf: (item: Item) => string,
  cursor: string | null,
  end: ListEnd,
): Page<Item> | null => {
  const after = cursor === null || cursor === "" ? null : readCursor(list, cursor);
  if (after === null && cursor !== null && cursor !== "") return null;
  const left = after === null ? items : items.filter((item) => positionOf(item) < after);
  const page = left.slice(0, pageSize);
  const last = page.at(-1);
  if (left.length > pageSize && last !== undefined) {
    return { limit: pageSize, next_cursor: writeCursor(list, positionOf(last)), items: page };
  }
  return { limit: pageSize, ...(end === "absent" ? {} : { next_cursor: end === "null" ? null : "" }), items: page };
};
