import { sha256 } from "../../platform/hash.ts";
import { type Claims, keyOf } from "./candidates.ts";

/** Holds back who sends again and again what nothing proves. */
export interface UnprovenLimit {
  /** Whether one of these has sent in vain as often as it may for now. */
  isOver(senders: string[]): boolean;
  /** One more of theirs was refused. */
  count(senders: string[]): void;
}

/** A webhook that is set up wrongly, of a busy team, stays far below; a flood is there within a second. */
const mostAtOnce = 120;
const perSecond = 2;
/** A few megabytes. Whoever changes names to push others out gains what a new isolate gives them as well. */
const mostRemembered = 10_000;
/** A claim is remembered as it is; one that is longer by its hash, which costs a delivery 60 µs and more. */
const longestClaim = 256;

/**
 * Buckets in the memory of this isolate, one for each address and each claim: what is refused must not cost the database
 * anything, so nothing is written down. Several isolates allow several times as much.
 */
export const createUnprovenLimit = (now: () => Date): UnprovenLimit => {
  const buckets = new Map<string, { left: number; at: number }>();
  const left = (sender: string): number => {
    const bucket = buckets.get(sender);
    if (!bucket) return mostAtOnce;
    return Math.min(mostAtOnce, bucket.left + (Math.max(now().getTime() - bucket.at, 0) / 1000) * perSecond);
  };
  return {
    isOver: (senders) => senders.some((sender) => left(sender) < 1),
    count: (senders) => {
      for (const sender of senders) {
        const rest = Math.max(left(sender) - 1, 0);
        if (buckets.size >= mostRemembered && !buckets.has(sender)) buckets.clear();
        buckets.set(sender, { left: rest, at: now().getTime() });
      }
    },
  };
};

/**
 * Whom a delivery that nothing proves is counted for: its address as the platform says it, which may be forged, and what it claims,
 * which may be changed. Whoever does both meets the platform's own limits only.
 */
const sendersOf = async (headers: Headers, claims: Claims): Promise<string[]> => {
  const address = headers.get("cf-connecting-ip") ?? headers.get("x-forwarded-for")?.split(",")[0]?.trim();
  const said = keyOf(claims);
  const claimed = said.length > longestClaim ? await sha256(said) : said;
  return [`claims ${claimed}`, ...(address ? [`address ${address.slice(0, 64)}`] : [])];
};

/** What the limit says of one delivery. `isHeld`: take it only if what is known already proves it. */
export const watchUnproven = async (limit: UnprovenLimit | undefined, headers: Headers, claims: Claims) => {
  const senders = await sendersOf(headers, claims);
  return { isHeld: limit?.isOver(senders) ?? false, countRefusal: () => limit?.count(senders) };
};
