/** Rows rendered beyond what is seen, so that a flick of the finger does not outrun them. */
const OVERSCAN = 10;

export interface Range {
  /** The first row that is seen. */
  first: number;
  /** Rendered from here, up to and without `end`. */
  start: number;
  end: number;
}

/** Which rows of equal height are seen when the list begins `top` pixels below the upper edge of the window. */
export const visibleRange = (top: number, windowHeight: number, rowHeight: number, count: number): Range => {
  const first = Math.min(Math.max(0, Math.floor(-top / rowHeight)), Math.max(0, count - 1));
  const last = Math.ceil((windowHeight - top) / rowHeight);
  return {
    first,
    start: Math.max(0, first - OVERSCAN),
    end: Math.min(count, Math.max(first + 1, last) + OVERSCAN),
  };
};

/** The numbers of the rows to render: the range, and one that must not go because it has the focus. */
export const rowsToRender = ({ start, end }: Range, pinned: number | null, count: number): number[] => {
  const rows = Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
  if (pinned === null || pinned < 0 || pinned >= count || (pinned >= start && pinned < end)) return rows;
  return pinned < start ? [pinned, ...rows] : [...rows, pinned];
};
