/** Chance that is the same for the same seed. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** From `least` up to, not including, `below`. */
  between(least: number, below: number): number;
  chance(of: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** All of them, in some order. */
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Mulberry32. `stream` keeps what draws at the same time from disturbing each other. */
export const createRandom = (seed: number, stream: number): Random => {
  let state = (seed * 2_654_435_761 + stream * 40_503) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, below: number): number => least + next() * (below - least);
  return {
    next,
    between,
    chance: (of) => next() < of,
    pick: (items) => items[Math.floor(between(0, items.length))] as (typeof items)[number],
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ item }) => item),
  };
};
