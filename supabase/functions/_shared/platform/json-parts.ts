/** A small text cannot do harm: it is not looked at. */
const smallLength = 500_000;
/** Ten times what the longest meeting has: a sentence of a transcript is two objects of 150 characters. */
const mostParts = 1_000_000;
const deepest = 1_000;

const quote = 34;
const backslash = 92;
const openings = new Set(["[".charCodeAt(0), "{".charCodeAt(0)]);
const closings = new Set(["]".charCodeAt(0), "}".charCodeAt(0)]);

/** Where the string that opens at `opening` is closed; the end of the text where it is not. Jumps from quote to quote. */
const closingOf = (text: string, opening: number): number => {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let begin = at;
    while (text.charCodeAt(begin - 1) === backslash) begin -= 1;
    // An even number of backslashes says nothing about the quote behind them.
    if ((at - begin) % 2 === 0) return at;
  }
  return text.length;
};

/**
 * Whether a text that may be JSON has so many objects and arrays, or so many within each other, that parsing it would cost a
 * hundred times its length in memory and seconds of work. Reads it once, and stops at the limit.
 */
export const hasTooManyParts = (text: string): boolean => {
  if (text.length <= smallLength) return false;
  let parts = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = closingOf(text, at);
    else if (openings.has(code)) {
      parts += 1;
      depth += 1;
      if (parts > mostParts || depth > deepest) return true;
    } else if (closings.has(code)) depth -= 1;
  }
  return false;
};
