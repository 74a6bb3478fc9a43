/** Where and how a moment is shown. The interface is English, so only English locales of the browser are used. */
export interface DateStyle {
  locale: string;
  timeZone: string;
}

const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    // Browsers on bare servers name languages that Intl throws at, e.g. "en-US@posix".
    return false;
  }
};

/** The first English locale that the browser names and Intl knows, else British English. */
export const englishLocale = (languages: readonly string[]): string =>
  languages.find((language) => /^en\b/i.test(language) && isLocale(language)) ?? "en-GB";

export const browserDateStyle = (): DateStyle => ({
  locale: englishLocale(navigator.languages),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

const parse = (iso: string): Date | null => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** One of each: to make one takes longer than all that a list has to format with it. */
const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
};

/** Days since 1970 of the calendar date that it is in the zone: what "today" and "yesterday" are counted in. */
const dayNumber = (date: Date, timeZone: string): number => {
  const parts = formatter("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return Math.round(Date.parse(`${parts.format(date)}T00:00:00Z`) / 86_400_000);
};

const format = (date: Date, style: DateStyle, options: Intl.DateTimeFormatOptions): string =>
  formatter(style.locale, { timeZone: style.timeZone, ...options }).format(date);

const clock = (date: Date, style: DateStyle): string => format(date, style, { timeStyle: "short" });

/** For lists: "Today, 17:01", "Yesterday, 09:30", "Tomorrow, 08:00", "Thu 20 Aug, 17:01", and with the year when it is another one. */
export const formatWhen = (iso: string, style: DateStyle, now: Date): string => {
  const date = parse(iso);
  if (!date) return "Unknown date";
  const daysAgo = dayNumber(now, style.timeZone) - dayNumber(date, style.timeZone);
  if (daysAgo === 0) return `Today, ${clock(date, style)}`;
  if (daysAgo === 1) return `Yesterday, ${clock(date, style)}`;
  if (daysAgo === -1) return `Tomorrow, ${clock(date, style)}`;
  const sameYear = format(date, style, { year: "numeric" }) === format(now, style, { year: "numeric" });
  const day = sameYear
    ? format(date, style, { weekday: "short", day: "numeric", month: "short" })
    : format(date, style, { day: "numeric", month: "short", year: "numeric" });
  return `${day}, ${clock(date, style)}`;
};

/** The same inside of a sentence: "today, 17:01". */
export const formatWhenWithin = (iso: string, style: DateStyle, now: Date): string =>
  formatWhen(iso, style, now).replace(/^(?:Today|Yesterday|Tomorrow|Unknown)/, (word) => word.toLowerCase());

/** A day alone: "3 Nov 2026". */
export const formatDay = (iso: string, style: DateStyle): string => {
  const date = parse(iso);
  return date ? format(date, style, { day: "numeric", month: "short", year: "numeric" }) : "an unknown day";
};

/** How long ago, inside of a sentence: "just now", "12 minutes ago", "3 hours ago", and after a day when it was. */
export const formatAgo = (iso: string, style: DateStyle, now: Date): string => {
  const date = parse(iso);
  const minutes = date ? Math.floor((now.getTime() - date.getTime()) / 60_000) : Number.NaN;
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes === 1 ? "a minute ago" : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours === 1 ? "an hour ago" : `${hours} hours ago`;
  return formatWhenWithin(iso, style, now);
};

/** For the page of one meeting: "Thursday 20 August 2026" and "17:01 – 17:31"; without an end, only the start. */
export const formatSpan = (
  startIso: string,
  endIso: string | null,
  style: DateStyle,
): { day: string; time: string } => {
  const start = parse(startIso);
  if (!start) return { day: "Unknown date", time: "" };
  const day = format(start, style, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const end = endIso ? parse(endIso) : null;
  return { day, time: clock(start, style) + (end && end > start ? ` – ${clock(end, style)}` : "") };
};

/** To the second and with the zone, shown on hover. */
export const formatExact = (iso: string, style: DateStyle): string => {
  const date = parse(iso);
  return date ? format(date, style, { dateStyle: "full", timeStyle: "long" }) : iso;
};
