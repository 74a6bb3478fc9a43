import { memo, useEffect, useRef, useState } from "react";
import type { Block } from "./blocks.ts";
import type { Match } from "./find-matches.ts";
import { recordingAt } from "./recording-link.ts";
import { Segment } from "./segment.tsx";

/** How far from what is seen a block is made ready. */
const MARGIN = "900px 0px";

/** Some segments, on the page only while they are near to what is being read; else an empty place of their height. */
export const SegmentBlock = memo(({ block, count, box, meeting, pattern, current }: SegmentBlockProps) => {
  const placeRef = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(block.from === 0);
  const [heightPx, setHeightPx] = useState(block.heightPx);
  useEffect(() => {
    const place = placeRef.current;
    if (!place || !box) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (!last) return;
        // What it was when it went is what keeps its place.
        if (!last.isIntersecting && last.boundingClientRect.height > 0) setHeightPx(last.boundingClientRect.height);
        setIsNear(last.isIntersecting);
      },
      { root: box, rootMargin: MARGIN },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [box]);

  const isShown = isNear || current !== null;
  return (
    <div ref={placeRef} role="presentation" style={isShown ? undefined : { height: heightPx }}>
      {isShown &&
        block.segments.map((segment, index) => (
          <Segment
            key={index}
            segment={segment}
            number={block.from + index + 1}
            count={count}
            href={recordingAt(meeting, segment.atSeconds)}
            pattern={pattern}
            current={current?.segment === block.from + index ? current.start : null}
          />
        ))}
    </div>
  );
});

interface SegmentBlockProps {
  block: Block;
  count: number;
  /** What scrolls; null until it is there. */
  box: HTMLElement | null;
  meeting: { share_url: string | null; recording_url: string | null };
  pattern: RegExp | null;
  /** The place at which one is, if it is in this block. */
  current: Match | null;
}
