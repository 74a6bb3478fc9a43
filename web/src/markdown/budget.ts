import type { Token } from "marked";

const MAX_CHARACTERS = 100_000;
const MAX_DELIMITERS = 4_000;
const MAX_DEPTH = 60;

/**
 * Whether a text may be read as Markdown. Matching emphasis takes time by the square of its delimiters: 60 kB of "*a_"
 * keep marked's lexer busy for 20 s, 4,000 delimiters for 0.3 s. A long real summary has about 200.
 */
export const isWithinBudget = (markdown: string): boolean => {
  if (markdown.length > MAX_CHARACTERS) return false;
  let delimiters = 0;
  for (const character of markdown) {
    if ((character === "*" || character === "_" || character === "~") && ++delimiters > MAX_DELIMITERS) return false;
  }
  return true;
};

/** Whether no token lies so deep that rendering it, which goes down by recursion, could run out of stack. */
export const isShallow = (tokens: readonly Token[]): boolean => {
  let level = [...tokens];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false;
    level = level.flatMap((token) => [
      ...(("tokens" in token && token.tokens) || []),
      ...(token.type === "list" && "items" in token ? token.items : []),
    ]);
  }
  return true;
};
