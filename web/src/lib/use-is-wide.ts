import { useSyncExternalStore } from "react";

const query = () => window.matchMedia("(min-width: 64rem)");

const subscribe = (onChange: () => void) => {
  const wide = query();
  wide.addEventListener("change", onChange);
  return () => wide.removeEventListener("change", onChange);
};

/** Whether there is room for a table with many columns. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
