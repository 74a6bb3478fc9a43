/** The mark by which spreadsheets know UTF-8. */
export const byteOrderMark = "\ufeff";

/**
 * Where a spreadsheet would see a formula begin: at the start, and, because some split at other characters than commas and look
 * at no quotes, after each such character (https://owasp.org/www-community/attacks/CSV_Injection). Their wide forms count too.
 */
const formula = /(?<=^|[\t\r\n;])(?=[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r])/g;
const number = /^[+-]?\d+(?:\.\d+)?$/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/** A cell of RFC 4180 that no spreadsheet takes for a formula: before what looks like one there is an apostrophe. */
export const csvCell = (value: string | null): string => {
  const text = (value ?? "").replaceAll("\0", "");
  const safe = number.test(text) ? text : text.replace(formula, "'");
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (values: (string | null)[]): string => `${values.map(csvCell).join(",")}\r\n`;
