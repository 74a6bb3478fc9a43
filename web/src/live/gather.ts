const SOON_MS = 250;
const AT_MOST_MS = 5_000;

/**
 * Gathers what comes in a burst and passes it on together: soon after the first, and while more and more comes ever less often, at last
 * as seldom as a page would ask by itself.
 */
export const createGatherer = <Item>(pass: (items: Item[]) => void) => {
  let items: Item[] = [];
  let waitMs = SOON_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (): void => {
    const gathered = items;
    items = [];
    timer = undefined;
    if (gathered.length === 0) {
      waitMs = SOON_MS;
      return;
    }
    // If nothing comes until then, it is quiet again.
    waitMs = Math.min(waitMs * 2, AT_MOST_MS);
    timer = setTimeout(flush, waitMs);
    pass(gathered);
  };

  return {
    add: (item: Item): void => {
      items.push(item);
      timer ??= setTimeout(flush, SOON_MS);
    },
    stop: (): void => clearTimeout(timer),
  };
};
