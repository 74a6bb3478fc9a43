const DAY_MS = 86_400_000;

const format = (date: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(new Date(`${date}T00:00:00Z`));

/** Below a bar: "7 Sep". */
export const weekTick = (monday: string, locale: string): string =>
  format(monday, locale, { day: "numeric", month: "short" });

/** In full, for whoever listens or hovers: "Week of 7 September", and of the one that is not over "This week". */
export const weekName = (monday: string, isLast: boolean, locale: string): string =>
  isLast ? "This week" : `Week of ${format(monday, locale, { day: "numeric", month: "long" })}`;

/** The last day of a week: "2026-09-13". */
export const sundayOf = (monday: string): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * DAY_MS).toISOString().slice(0, 10);
