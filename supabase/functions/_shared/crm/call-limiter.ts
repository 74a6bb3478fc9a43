/** Why a CRM wants no calls for a while: too many at once, the day's budget is used up, or it has shut the token out. */
export type PauseReason = "asked_to_wait" | "daily_budget" | "shut_out";

/** May a call be sent? If not, for how long nobody need ask. `busy`: others of the connection go first. */
export type Leave =
  | { granted: true }
  | { granted: false; retryAfterMs: number; because: PauseReason | "busy" | "gave_up_waiting" };

/** Keeps one connection's calls within what its CRM takes, whoever makes them. */
export interface CallLimiter {
  /** Resolves when the call may be sent, or when it is clear that it may not be soon. */
  acquire(isSearch: boolean, signal: AbortSignal): Promise<Leave>;
  /** The CRM asked to be left alone. */
  pause(ms: number, because: PauseReason): Promise<void>;
}

/** For a single call or two, such as the test of a connection that is not saved yet: after a pause nothing more is granted. */
export const createUnsharedLimiter = (): CallLimiter => {
  let refused: Leave | null = null;
  return {
    acquire: async () => refused ?? { granted: true },
    pause: async (retryAfterMs, because) => {
      refused = { granted: false, retryAfterMs, because };
    },
  };
};
