/** The database counts to here, and one more says that there are more. */
const MOST_COUNTED = 10_000;

export const isCounted = (count: number): boolean => count <= MOST_COUNTED;

/** "128", and "10,000+" for more than are counted. */
export const countedWords = (count: number): string =>
  isCounted(count) ? count.toLocaleString("en") : `${MOST_COUNTED.toLocaleString("en")}+`;

/** "1 delivery", "128 deliveries", and "10,000+ deliveries" for more than are counted. */
export const countedOf = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${countedWords(count)} ${many}`;
