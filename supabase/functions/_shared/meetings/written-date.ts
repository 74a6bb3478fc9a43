const month = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const months = month.split("|");

const dates: { form: RegExp; order: "ymd" | "mdy" | "dmy" }[] = [
  { form: /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=\s|$)/, order: "ymd" },
  { form: new RegExp(`^(${month})[a-z]{0,6}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?=[\\s,]|$)`), order: "mdy" },
  {
    form: new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -](${month})[a-z]{0,6}\\.?,?[ -](\\d{4})(?=[\\s,]|$)`),
    order: "dmy",
  },
];
const withSlashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=[\s,]|$)/;
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? /;
const timeOfDay = /^(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)? ?([ap]\.?m\.?)?(?= |$|[+-])/;
const zone = /^(?:(?:utc|gmt|z)? ?([+-]\d\d:?(?:\d\d)?)|(utc|gmt|z)|([ecmp][sd]t))(?: \([^)]{0,40}\))?$/;

/** As RFC 5322 has them (4.3). */
const zones = new Map([
  ["edt", "-04:00"],
  ["est", "-05:00"],
  ["cdt", "-05:00"],
  ["cst", "-06:00"],
  ["mdt", "-06:00"],
  ["mst", "-07:00"],
  ["pdt", "-07:00"],
  ["pst", "-08:00"],
]);

const two = (value: string | number): string => String(value).padStart(2, "0");

interface Parts {
  length: number;
  date: string;
}

const isoDate = (year = "", written = "", day = ""): string => {
  const index = months.indexOf(written);
  return `${year}-${two(index < 0 ? written : index + 1)}-${two(day)}`;
};

const readDate = (text: string): Parts | null => {
  for (const { form, order } of dates) {
    const [whole, first, second, third] = form.exec(text) ?? [];
    if (whole === undefined) continue;
    const date =
      order === "ymd"
        ? isoDate(first, second, third)
        : order === "mdy"
          ? isoDate(third, first, second)
          : isoDate(third, second, first);
    return { length: whole.length, date };
  }
  const [whole, first, second, year] = withSlashes.exec(text) ?? [];
  if (whole === undefined) return null;
  // 11/20 and 20/11 are one day, 5/6 may be two: better no date than a wrong one.
  if (Number(second) > 12) return { length: whole.length, date: isoDate(year, first, second) };
  return Number(first) > 12 || first === second ? { length: whole.length, date: isoDate(year, second, first) } : null;
};

const readTime = (text: string): { length: number; time: string } | null => {
  const [whole, hours = "", minutes, seconds = "00", half] = timeOfDay.exec(text) ?? [];
  if (whole === undefined || (minutes === undefined && half === undefined)) return null;
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const ofDay = half === undefined ? hour : (hour % 12) + (half.startsWith("p") ? 12 : 0);
  return { length: whole.length, time: `${two(ofDay)}:${minutes ?? "00"}:${seconds}` };
};

/**
 * A date as people and scripts write it ("Nov 20, 2026 2:01 PM", "Fri, 20 Nov 2026 14:01:00 GMT", "11/20/2026") as ISO 8601
 * text, for a reader of that to check; null for what is no such date. A date whose day may be its month is none.
 */
export const toIsoText = (written: string): string | null => {
  const text = written.toLowerCase().replaceAll(/\s+/g, " ").trim().replace(weekday, "");
  const date = readDate(text);
  if (date === null) return null;
  const afterDate = text.slice(date.length).replace(/^,? ?(?:at )?/, "");
  if (afterDate === "") return date.date;
  const time = readTime(afterDate);
  if (time === null) return null;
  const afterTime = afterDate.slice(time.length).trim();
  if (afterTime === "") return `${date.date} ${time.time}`;
  const [whole, offset, , named = ""] = zone.exec(afterTime) ?? [];
  return whole === undefined ? null : `${date.date} ${time.time} ${offset ?? zones.get(named) ?? "utc"}`;
};
