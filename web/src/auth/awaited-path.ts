import { safeNextPath } from "./next-path.ts";

const KEY = "debrief.next";
type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;
const browser = (): Place => window.localStorage;

/** Remembers where a person wanted to go while they look for a message: its link opens another tab. */
export const awaitPath = (next: string | undefined, place: () => Place = browser): void => {
  try {
    if (next === undefined) place().removeItem(KEY);
    else place().setItem(KEY, next);
  } catch {
    // Without storage, or on another device, one starts at the beginning.
  }
};

/** Where the person wanted to go, once. */
export const takeAwaitedPath = (place: () => Place = browser): string => {
  try {
    const next = place().getItem(KEY);
    place().removeItem(KEY);
    return safeNextPath(next);
  } catch {
    return safeNextPath(undefined);
  }
};
