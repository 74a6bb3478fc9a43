import { useLayoutEffect, useRef, useState } from "react";

/** What was measured last, so that a page that is come back to has its full height at once and is scrolled to where it was. */
const measured = new Map<string, number>();

/** The height of an element, kept up to date: it changes with the width of the window and the size of the letters. */
export const useHeight = <Kind extends HTMLElement>(name: string) => {
  const ref = useRef<Kind>(null);
  const [height, setHeight] = useState(() => measured.get(name) ?? 0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      measured.set(name, element.offsetHeight);
      setHeight(element.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [name]);
  return { ref, height };
};
