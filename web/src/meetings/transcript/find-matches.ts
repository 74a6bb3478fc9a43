/** Where the words stand: which segment, and from where to where in its text. */
export interface Match {
  segment: number;
  start: number;
  end: number;
}

const SHORTEST = 2;

/** A pattern that finds the words in any case and with any blanks between them; null for less than 2 characters. */
export const findPattern = (words: string): RegExp | null => {
  const wanted = words.trim();
  if (wanted.length < SHORTEST) return null;
  const escaped = wanted
    .split(/\s+/)
    .map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  return new RegExp(escaped, "giu");
};

/** All places in the order in which they were said. */
export const findMatches = (segments: readonly { text: string }[], pattern: RegExp | null): Match[] => {
  if (!pattern) return [];
  return segments.flatMap(({ text }, segment) =>
    [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ segment, start: index, end: index + length })),
  );
};

/** A piece of a text, and the place that it is if it was looked for. */
export interface Piece {
  text: string;
  start: number;
  isMatch: boolean;
}

/** The text cut at what is looked for. Put together again the pieces are the text. */
export const cutAtMatches = (text: string, pattern: RegExp | null): Piece[] => {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { start, end } of findMatches([{ text }], pattern)) {
    if (start > done) pieces.push({ text: text.slice(done, start), start: done, isMatch: false });
    pieces.push({ text: text.slice(start, end), start, isMatch: true });
    done = end;
  }
  if (done < text.length || pieces.length === 0) pieces.push({ text: text.slice(done), start: done, isMatch: false });
  return pieces;
};
