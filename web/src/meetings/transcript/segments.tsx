import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { useEffect, useMemo, useState } from "react";
import { CopyButton } from "@/ui/copy-button.tsx";
import { BLOCK_SIZE, toBlocks } from "./blocks.ts";
import { FindBar } from "./find-bar.tsx";
import { SegmentBlock } from "./segment-block.tsx";
import { transcriptText } from "./transcript-text.ts";
import { useFind } from "./use-find.ts";

/** Brings the place at which one is into the middle of the box, and not the page to it. */
const centre = (box: HTMLElement): void => {
  const mark = box.querySelector("mark[data-current]")?.getBoundingClientRect();
  if (!mark) return;
  const around = box.getBoundingClientRect();
  if (mark.top >= around.top + 24 && mark.bottom <= around.bottom - 24) return;
  box.scrollTop += mark.top - around.top - box.clientHeight / 2;
};

/** A transcript in a box that scrolls by itself, with what is needed to find and to copy. */
export const Segments = ({ segments, meeting }: SegmentsProps) => {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const blocks = useMemo(() => toBlocks(segments), [segments]);
  const find = useFind(segments);
  const { current, pattern } = find;
  useEffect(() => {
    if (!box || !current) return;
    centre(box);
    // What has just been made ready above it may be of another height than was thought.
    const frame = requestAnimationFrame(() => centre(box));
    return () => cancelAnimationFrame(frame);
  }, [box, current]);
  const copied = useMemo(() => transcriptText(segments), [segments]);
  const currentBlock = current ? Math.floor(current.segment / BLOCK_SIZE) : -1;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-3">
        <FindBar find={find} />
        {/* What the button says later stands beside it, and takes a gap already. */}
        <div className="sm:-me-3">
          <CopyButton label="Copy all" value={copied} />
        </div>
      </div>
      <section
        ref={setBox}
        // The box scrolls, so the keyboard must get into it.
        tabIndex={0}
        aria-label="Transcript, scrollable"
        className="-mx-2 max-h-[min(44rem,75dvh)] overflow-y-auto overscroll-contain rounded-lg px-2 pt-1.5"
      >
        <div role="list" aria-label="What was said">
          {blocks.map((block, index) => (
            <SegmentBlock
              key={block.from}
              block={block}
              count={segments.length}
              box={box}
              meeting={meeting}
              pattern={pattern}
              current={index === currentBlock ? current : null}
            />
          ))}
        </div>
      </section>
    </>
  );
};

interface SegmentsProps {
  segments: TranscriptSegment[];
  meeting: { share_url: string | null; recording_url: string | null };
}
