/** How often a page that is being looked at asks for what is new, in milliseconds. */
export const POLL_INTERVAL_MS = 5_000;
