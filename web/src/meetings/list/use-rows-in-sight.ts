import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type Range, visibleRange } from "./visible-range.ts";

const NOTHING: Range = { first: 0, start: 0, end: 0 };
const isSame = (one: Range, other: Range): boolean =>
  one.first === other.first && one.start === other.start && one.end === other.end;

/**
 * Which rows of a list of equally high rows are in sight in the window. `ids` are its rows; when rows come or go above what
 * is seen, the page is scrolled by as much, so that nothing moves.
 */
export const useRowsInSight = (
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
): Range => {
  const [range, setRange] = useState(NOTHING);
  const known = useRef(ids);
  /** The row that must not move; none while the beginning of the list is in sight, where what is new appears. */
  const anchor = useRef<string | undefined>(undefined);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || rowHeight === 0) return;
    const before = known.current;
    known.current = ids;
    if (before !== ids && anchor.current !== undefined) {
      const [from, to] = [before.indexOf(anchor.current), ids.indexOf(anchor.current)];
      if (from >= 0 && to >= 0 && from !== to) window.scrollBy({ top: (to - from) * rowHeight, behavior: "instant" });
    }
    const look = () => {
      const { top } = element.getBoundingClientRect();
      const next = visibleRange(top, window.innerHeight, rowHeight, ids.length);
      anchor.current = top < 0 ? ids[next.first] : undefined;
      setRange((last) => (isSame(last, next) ? last : next));
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [list, ids, rowHeight]);
  return range;
};
