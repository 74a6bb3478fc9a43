import type { TranscriptSegment } from "@shared/meetings/meeting.ts";

/** How many segments are shown or left out together. */
export const BLOCK_SIZE = 40;

const LINE_PX = 22.5;
const CHARACTERS_A_LINE = 90;
const AROUND_PX = 34;

/** Some segments in a row. */
export interface Block {
  /** The number of its first segment, from 0. */
  from: number;
  segments: TranscriptSegment[];
  /** About how high it is before it has ever been shown, in pixels. */
  heightPx: number;
}

/** The segments in blocks: of ten hours only those near to what is being read need be on the page. */
export const toBlocks = (segments: TranscriptSegment[]): Block[] =>
  Array.from({ length: Math.ceil(segments.length / BLOCK_SIZE) }, (_, index) => {
    const from = index * BLOCK_SIZE;
    const own = segments.slice(from, from + BLOCK_SIZE);
    const heights = own.map(
      ({ text }) => AROUND_PX + Math.max(1, Math.ceil(text.length / CHARACTERS_A_LINE)) * LINE_PX,
    );
    return { from, segments: own, heightPx: heights.reduce((sum, height) => sum + height, 0) };
  });
