import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { formatOffset } from "@/lib/durations.ts";

/** Who said it, as it is shown. */
export const speakerOf = ({ speaker, email }: Pick<TranscriptSegment, "speaker" | "email">): string =>
  speaker ?? email ?? "Unknown speaker";

/** The whole transcript as plain text, to be pasted elsewhere. */
export const transcriptText = (segments: readonly TranscriptSegment[]): string =>
  segments
    .map((segment) => {
      const time = segment.atSeconds === null ? "" : `[${formatOffset(segment.atSeconds)}] `;
      return `${time}${speakerOf(segment)}: ${segment.text}`;
    })
    .join("\n");
