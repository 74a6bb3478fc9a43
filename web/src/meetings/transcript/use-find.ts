import type { TranscriptSegment } from "@shared/meetings/meeting.ts";
import { useDeferredValue, useMemo, useState } from "react";
import { findMatches, findPattern } from "./find-matches.ts";

/** Words that are looked for in a transcript, where they are, and at which of the places one is. */
export const useFind = (segments: readonly TranscriptSegment[]) => {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const deferred = useDeferredValue(words);
  const pattern = useMemo(() => findPattern(deferred), [deferred]);
  const matches = useMemo(() => findMatches(segments, pattern), [segments, pattern]);
  const index = Math.min(at, Math.max(0, matches.length - 1));
  return {
    words,
    pattern,
    count: matches.length,
    /** From 0. */
    index,
    current: matches[index] ?? null,
    find: (text: string) => {
      setWords(text);
      setAt(0);
    },
    /** To the next place, or back; after the last comes the first. */
    go: (step: 1 | -1) => setAt(matches.length === 0 ? 0 : (index + step + matches.length) % matches.length),
  };
};
