import { toIsoText } from "./written-date.ts";

/** Moments and lengths of time as sources write them. Each takes any value, never throws, and answers null for none. */

const day = 24 * 60 * 60;
const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2100, 0, 1);
const longest = 7 * day;

const dateAndTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)?$/i;
const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d\d(?:\.\d{1,9})?)$/;
const decimal = /^\d{1,15}(?:[.,]\d{1,15})?$/;

const toIso = (milliseconds: number): string | null =>
  milliseconds >= earliest && milliseconds < latest ? new Date(milliseconds).toISOString() : null;

const fromEpoch = (epoch: number): string | null => toIso(Math.round(epoch < 1e11 ? epoch * 1000 : epoch));

const fromIso = (text: string): string | null => {
  if (decimal.test(text)) return fromEpoch(Number(text.replace(",", ".")));
  const parts = dateAndTime.exec(text);
  if (parts === null) return null;
  const number = (index: number): number => Number(parts[index] ?? 0);
  const [year, month, date] = [number(1), number(2), number(3)];
  const [hours, minutes, seconds] = [number(4), number(5), number(6)];
  const inRange = hours <= 23 && minutes <= 59 && seconds <= 60 && number(10) <= 23 && number(11) <= 59;
  const midnight = new Date(Date.UTC(year, month - 1, date));
  if (!inRange || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== date) return null;
  const offset = (parts[9] === "-" ? -1 : 1) * (number(10) * 60 + number(11));
  const fraction = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000);
  return toIso(midnight.getTime() + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + fraction);
};

const fromText = (text: string): string | null => fromIso(text) ?? fromIso(toIsoText(text) ?? "");

/**
 * A moment as ISO 8601 in UTC. Reads ISO 8601 with or without "T", seconds and zone (none means UTC), dates as people write
 * them (see `toIsoText`), and the time since 1970 in seconds or milliseconds as number or text. Only 1990 to 2099: anything else is a mistake of the sender.
 */
export const cleanTime = (value: unknown): string | null => {
  if (typeof value === "number") return fromEpoch(value);
  return typeof value === "string" && value.length <= 100 ? fromText(value.trim()) : null;
};

const plausible = (seconds: number): number | null => (seconds >= 0 && seconds <= longest ? seconds : null);

const fromClock = (text: string): number | null => {
  const parts = clock.exec(text);
  return parts === null
    ? null
    : plausible(Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0));
};

/** Seconds from the start of a recording: "HH:MM:SS", "MM:SS", or seconds as number or text. At most a week. */
export const cleanOffset = (value: unknown): number | null => {
  if (typeof value === "number") return plausible(value);
  if (typeof value !== "string" || value.length > 64) return null;
  const text = value.trim();
  return decimal.test(text) ? plausible(Number(text.replace(",", "."))) : fromClock(text);
};

const inWords =
  /^(?:(\d{1,3}) ?(?:h|hrs?|hours?))?[, ]{0,2}(?:(\d{1,5}) ?(?:m|mins?|minutes?))?[, ]{0,2}(?:(\d{1,6}) ?(?:s|secs?|seconds?))?$/i;

const fromWords = (text: string): number | null => {
  const [whole = "", hours = 0, minutes = 0, seconds = 0] = inWords.exec(text) ?? [];
  return whole === "" ? null : plausible(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
};

/** A length in whole seconds, given in minutes ("32.5", 30, "31 mins"), in words ("1 hr 5 mins") or as "HH:MM:SS". At most a week. */
export const cleanMinutes = (value: unknown): number | null => {
  if (typeof value === "number") return plausible(Math.round(value * 60));
  if (typeof value !== "string" || value.length > 64) return null;
  const text = value.trim().replace(/ ?(?:m|mins?|minutes?)$/i, "");
  if (decimal.test(text)) return plausible(Math.round(Number(text.replace(",", ".")) * 60));
  const seconds = fromClock(text) ?? fromWords(value.trim());
  return seconds === null ? null : Math.round(seconds);
};

/** Whole seconds between two moments; null when one is missing, the end is first, or they are over a week apart. */
export const secondsBetween = (start: string | null, end: string | null): number | null =>
  start === null || end === null ? null : plausible(Math.round((Date.parse(end) - Date.parse(start)) / 1000));
