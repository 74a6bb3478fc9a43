const WORDS: Readonly<Record<string, string>> = {
  empty: "The body was empty.",
  not_json: "The body was not JSON.",
  too_large: "The body was larger than 10 MiB.",
  missing: "There was no signature, and no token in the URL.",
  malformed: "The signature's headers were not as they should be.",
  too_old: "It was signed more than five minutes before it arrived.",
  too_new: "It was signed with a time in the future: the sender's clock is wrong.",
  no_match: "The signature does not fit the signing secret that Debrief has.",
  unknown_token: "The token in the URL is not valid, or was replaced by a newer one.",
  disconnected: "The integration was disconnected.",
};

/** Why a delivery was refused, as a sentence. */
export const refusalSentence = (reason: string): string =>
  (Object.hasOwn(WORDS, reason) ? WORDS[reason] : undefined) ?? "For a reason that this page does not know yet.";

/** How much of the capture's time is left: "59 minutes left"; null when it is over or was never on. */
export const captureLeft = (until: string | null, now: Date): string | null => {
  const left = until === null ? 0 : Date.parse(until) - now.getTime();
  if (!(left > 0)) return null;
  const minutes = Math.round(left / 60_000);
  if (minutes < 1) return "less than a minute left";
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
};

/** How large a body was: "812 bytes", "3.4 kB", "12 MB". */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
};
