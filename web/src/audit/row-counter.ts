const QUOTE = 0x22;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Counts the rows of CSV while its bytes arrive, however they are cut; a line break inside of quotes ends no row. */
export const createRowCounter = () => {
  let rows = 0;
  let isQuoted = false;
  let last = 0;
  return {
    add: (bytes: Uint8Array): number => {
      for (const byte of bytes) {
        if (byte === QUOTE) isQuoted = !isQuoted;
        else if (byte === LINE_FEED && last === CARRIAGE_RETURN && !isQuoted) rows += 1;
        last = byte;
      }
      return rows;
    },
  };
};
