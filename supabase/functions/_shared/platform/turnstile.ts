/** Lets one in at a time, in the order in which they came. */
export interface Turnstile {
  /** How to leave again; null when somebody is inside. */
  tryEnter(): (() => void) | null;
  /** Waits until nobody is inside. Whoever gave up meanwhile enters and has to leave all the same. */
  enter(): Promise<() => void>;
}

export const createTurnstile = (): Turnstile => {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  const leave = (): (() => void) => {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      const next = waiting.shift();
      if (next) next();
      else isTaken = false;
    };
  };

  return {
    tryEnter() {
      if (isTaken) return null;
      isTaken = true;
      return leave();
    },
    async enter() {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
      isTaken = true;
      return leave();
    },
  };
};
