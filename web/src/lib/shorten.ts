/** A text from outside in at most `length` characters, for places that show one line of it. */
export const shorten = (text: string, length = 200): string => {
  if (text.length <= length) return text;
  // By code points, so that no emoji is cut in half; the slice keeps a 200 kB title from being spread whole.
  return `${Array.from(text.slice(0, length * 2))
    .slice(0, length - 1)
    .join("")
    .trimEnd()}…`;
};
