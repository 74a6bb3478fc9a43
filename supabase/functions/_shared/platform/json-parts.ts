/** A small text cannot do harm: it is not looked at. */
const smallLength = 500_000;
/** Ten times what the longest meeting has: a sentence of a transcript is two objects of 150 characters. */
const mostParts = 1_000_000;
const deepest = 1_000;

const quote = 34;
const backslash = 92;
const openings = new Set(["[".charCodeAt(0), "{".charCodeAt(0)]);
const closings = new Set(["]".charCodeAt(0), "}".charCodeAt(0)]);

/**
 * Whether a text that may be JSON has so many objects and arrays, or so many within each other, that parsing it would cost a
 * hundred times its length in memory and seconds of work. Reads it once, and stops at the limit.
 */
export const hasTooManyParts = (text: string): boolean => {
  if (text.length <= smallLength) return false;
  let parts = 0;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (openings.has(code)) {
      parts += 1;
      depth += 1;
      if (parts > mostParts || depth > deepest) return true;
    } else if (closings.has(code)) depth -= 1;
  }
  return false;
};
