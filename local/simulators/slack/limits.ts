export interface LimitOptions {
  /** How many messages may come at once. */
  burst: number;
  /** How many a second in the long run; Slack's is about one for each webhook. */
  perSecond: number;
}

export const defaultLimits: LimitOptions = { burst: 20, perSecond: 1 };

/** A bucket for each webhook, full at first. */
export const createLimits = (options: LimitOptions, now: () => Date) => {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    /** Null when the call passes, else after how many seconds one would. */
    take(webhook: string): number | null {
      const at = now().getTime();
      const before = buckets.get(webhook) ?? { left: options.burst, at };
      const left = Math.min(options.burst, before.left + ((at - before.at) / 1000) * options.perSecond);
      const passes = left >= 1;
      buckets.set(webhook, { left: passes ? left - 1 : left, at });
      return passes ? null : Math.max(1, Math.ceil((1 - left) / options.perSecond));
    },
  };
};

export type Limits = ReturnType<typeof createLimits>;
