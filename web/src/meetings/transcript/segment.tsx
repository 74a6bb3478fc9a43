import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { formatOffset } from "@/lib/durations.ts";
import { cutAtMatches } from "./find-matches.ts";
import { speakerOf } from "./transcript-text.ts";

const Time = ({ atSeconds, href }: { atSeconds: number | null; href: string | null }) => {
  if (atSeconds === null) return null;
  const time = formatOffset(atSeconds);
  if (!href) return <span>{time}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${time}, open the recording there (opens in a new tab)`}
      className="inline-block rounded px-1 -mx-1 text-accent hover:underline"
    >
      {time}
    </a>
  );
};

/** What somebody said, when, and what in it is looked for. `current`: where the place begins at which one is. */
export const Segment = ({ segment, number, count, href, pattern, current }: SegmentProps) => (
  <div
    role="listitem"
    aria-posinset={number}
    aria-setsize={count}
    className="grid gap-x-4 py-1.5 sm:grid-cols-[4rem_minmax(0,1fr)]"
  >
    <span className="pt-px text-sm text-muted tabular-nums">
      <Time atSeconds={segment.atSeconds} href={href} />
    </span>
    <div className="max-w-3xl min-w-0">
      <p className="text-sm font-semibold">
        <bdi>{speakerOf(segment)}</bdi>
      </p>
      <p dir="auto">
        {cutAtMatches(segment.text, pattern).map(({ text, start, isMatch }) =>
          isMatch ? (
            <mark
              key={start}
              data-current={start === current || undefined}
              className="rounded-xs bg-warn-soft text-ink data-current:bg-accent data-current:text-on-accent"
            >
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  </div>
);

interface SegmentProps {
  segment: TranscriptSegment;
  /** From 1. */
  number: number;
  /** Of all. */
  count: number;
  href: string | null;
  pattern: RegExp | null;
  current: number | null;
}
