/** How often a page that is being looked at asks for what it is not told of, in milliseconds. */
export const POLL_INTERVAL_MS = 5_000;

/** Where changes are told: news may get lost, so pages still ask. */
const TOLD_INTERVAL_MS = 60_000;

let isTold = false;

/** Whether changes are told at present (see live/); queries that wait already keep to the interval that they began with. */
export const setTold = (told: boolean): void => {
  isTold = told;
};

/** How often a page asks for what it is told of when all is well, in milliseconds: for `refetchInterval`. */
export const pollInterval = (): number => (isTold ? TOLD_INTERVAL_MS : POLL_INTERVAL_MS);
