import { useLayoutEffect, useRef } from "react";
import { passFocusOn } from "./pass-focus-on.ts";

/** For an element that may go while it has the focus, e.g. a button that has done its work. */
export const useFocusHeir = <Kind extends HTMLElement>() => {
  const ref = useRef<Kind>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    return () => {
      if (element && element === document.activeElement) passFocusOn(element);
    };
  }, []);
  return ref;
};
