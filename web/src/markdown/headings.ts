import type { Token } from "marked";

/**
 * The heading levels of a document that stands below a heading of level `parent`: its highest headings come one level
 * below that, and no level is left out on the way down, so that people who move by headings get a sound outline.
 */
export const headingLevels = (tokens: readonly Token[], parent: number): Map<Token, number> => {
  const headings = tokens.flatMap((token) =>
    token.type === "heading" ? [{ token, depth: Number(token["depth"]) }] : [],
  );
  const highest = Math.min(...headings.map(({ depth }) => depth));
  const levels = new Map<Token, number>();
  let previous = parent;
  for (const { token, depth } of headings) {
    const level = Math.min(parent + 1 + depth - highest, previous + 1, 6);
    levels.set(token, level);
    previous = level;
  }
  return levels;
};
