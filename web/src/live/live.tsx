import { useLive } from "./use-live.ts";

/** Beside the pages of a signed-in person; shows nothing. */
export const Live = (): null => {
  useLive();
  return null;
};
