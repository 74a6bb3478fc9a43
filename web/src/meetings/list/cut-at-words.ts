/** As the database compares: without case and accents. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const NO_SPACES = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Cuts a text at the words of a search: the pieces with an odd number are the words. Words are found where they begin. */
export const cutAtWords = (text: string, q: string): string[] => {
  const words = [...new Set(plain(q).match(/[\p{L}\p{N}]+/gu))].toSorted((one, other) => other.length - one.length);
  if (words.length === 0) return [text];
  const patterns = words.map((word) => {
    const letters = Array.from(word, (letter) => `${letter}\\p{M}*`).join("");
    return NO_SPACES.test(word) ? letters : `(?<![\\p{L}\\p{N}\\p{M}])${letters}`;
  });
  return text
    .normalize("NFD")
    .split(new RegExp(`(${patterns.join("|")})`, "giu"))
    .map((piece) => piece.normalize("NFC"));
};
