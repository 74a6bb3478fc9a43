import { createHash } from "node:crypto";

// The real ones are as long, and hold the state of several lists: nobody shall guess one or store it in a short column.
const sources = ["own_calls", "team_role_calls", "host_shared_team_role_calls", "individually_shared_calls"];

/** A cursor as the real ones look: JSON in base64, of 300 characters and more. */
export const writeCursor = (list: string, position: string): string =>
  Buffer.from(JSON.stringify({ list, position, completed_sources: sources, state: stateOf(list, position) })).toString(
    "base64",
  );

/** The position in the list; null for what is not a cursor of this list. */
export const readCursor = (list: string, cursor: string): string | null => {
  const position = /"position":"([^"]*)"/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  return position !== undefined && writeCursor(list, position) === cursor ? position : null;
};

const stateOf = (list: string, position: string): string =>
  createHash("sha256").update(`debrief simulator ${list} ${position}`).digest("hex");
