import { cleanTitle, cleanUrl } from "../../meetings/clean-text.ts";
import { cleanMinutes } from "../../meetings/clean-time.ts";

/** What stands above a transcript that was copied from Fathom's page. */
interface CopiedHeader {
  title: string | null;
  /** Without a year: "May 11". */
  day: string | null;
  seconds: number | null;
  url: string | null;
  /** The transcript below. */
  rest: string;
}

const maxLines = 12;
const maxCharacters = 5000;
const viewLine = /^\W{0,10}VIEW RECORDING\b/;
const length = /\d{1,5}\s?(?:mins?|minutes?|hrs?|hours?|h|m|s|secs?|seconds?)\b(?:\s\d{1,2}\s?(?:mins?|m)\b)?/;
const link = /https?:\/\/[^\s()[\]<>]{1,2000}/;
const titleAndDay =
  /^(.*?)(?:\s+[-–—]\s+)((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)$/i;

/**
 * "Title - May 11", "VIEW RECORDING - 31 mins (No highlights): https://…" and a rule; null for a text without these. Looks at
 * the first lines only.
 */
export const readCopiedHeader = (text: string): CopiedHeader | null => {
  const lines = text.slice(0, maxCharacters).split("\n", maxLines);
  const index = lines.findIndex((line) => viewLine.test(line));
  const view = lines[index];
  if (view === undefined) return null;
  const above = lines.slice(0, index).findLast((line) => line.trim() !== "");
  const written = cleanTitle(above?.replace(/^[\s"#*]{1,10}/, ""));
  const [, title = written, day = null] = titleAndDay.exec(written ?? "") ?? [];
  const end = lines.slice(0, index + 1).join("\n").length;
  return {
    title: cleanTitle(title),
    day,
    seconds: cleanMinutes(length.exec(view)?.[0]),
    url: cleanUrl(link.exec(view)?.[0]),
    rest: text.slice(end).replace(/^[\s-]{1,100}/, ""),
  };
};
