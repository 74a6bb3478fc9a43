const windowMs = 2_000;
const dayMs = 86_400_000;

export interface LimitOptions {
  callsPerWindow: number;
  searchesPerWindow: number;
  tokensPerDay: number;
  /** So many 429s in a row, and Cloudflare shuts the token out. */
  refusalsUntilBlocked: number;
  blockedMs: number;
}

export const defaultLimits: LimitOptions = {
  callsPerWindow: 20,
  searchesPerWindow: 10,
  tokensPerDay: 30_000,
  refusalsUntilBlocked: 30,
  blockedMs: 60_000,
};

interface Usage {
  calls: number[];
  searches: number[];
  refusals: number;
  blockedUntil: number;
}

type Verdict =
  | { kind: "passed"; headers: Record<string, string> }
  | { kind: "burst" | "daily"; headers: Record<string, string> }
  | { kind: "blocked" };

/** Burst windows per API token, and the company's budget of the day, which begins at midnight UTC. */
export const createLimits = (options: LimitOptions, now: () => Date) => {
  const usages = new Map<string, Usage>();
  let day = -1;
  let used = 0;

  const usedToday = (at: number): number => {
    const today = Math.floor(at / dayMs);
    if (today !== day) [day, used] = [today, 0];
    return used;
  };

  const usageOf = (apiToken: string): Usage => {
    const usage = usages.get(apiToken) ?? { calls: [], searches: [], refusals: 0, blockedUntil: 0 };
    usages.set(apiToken, usage);
    return usage;
  };

  return {
    /** Judges a call before it is processed, and charges it if it passes. */
    judge(apiToken: string, search: boolean, tokens: number): Verdict {
      const at = now().getTime();
      const usage = usageOf(apiToken);
      if (at < usage.blockedUntil) return { kind: "blocked" };
      const [times, limit] = search
        ? [usage.searches, options.searchesPerWindow]
        : [usage.calls, options.callsPerWindow];
      for (const window of [usage.calls, usage.searches]) forget(window, at - windowMs);
      const full = usage.calls.length >= options.callsPerWindow || (search && usage.searches.length >= limit);
      const exhausted = usedToday(at) + tokens > options.tokensPerDay;
      if (full || exhausted) {
        usage.refusals += 1;
        if (usage.refusals >= options.refusalsUntilBlocked) usage.blockedUntil = at + options.blockedMs;
      } else {
        usage.refusals = 0;
        usage.calls.push(at);
        if (search) usage.searches.push(at);
        used += tokens;
      }
      const reset = Math.max(1, Math.ceil(((times[0] ?? at) + windowMs - at) / 1000));
      const headers = {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(full ? 0 : limit - times.length),
        "x-ratelimit-reset": String(reset),
        "x-daily-ratelimit-token-limit": String(options.tokensPerDay),
        "x-daily-ratelimit-token-remaining": String(exhausted ? 0 : options.tokensPerDay - used),
      };
      if (exhausted) return { kind: "daily", headers: { ...headers, "retry-after": String(secondsToMidnight(at)) } };
      return { kind: full ? "burst" : "passed", headers };
    },
    tokensUsed: (): number => usedToday(now().getTime()),
    reset(): void {
      usages.clear();
      used = 0;
    },
  };
};

export type Limits = ReturnType<typeof createLimits>;

export const secondsToMidnight = (at: number): number => Math.ceil((dayMs - (at % dayMs)) / 1000);

const forget = (times: number[], until: number): void => {
  while (times[0] !== undefined && times[0] <= until) times.shift();
};
