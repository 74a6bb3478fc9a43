/**
 * What every text from outside goes through before it is part of a meeting. Each takes any value, never throws, takes
 * linear time, and answers null for what is no such text, so that a wire schema can be made of them.
 */

// Postgres refuses NUL; an unclosed bidi control turns around whatever a page or a note shows after it.
const unwantedInText = /[[\p{Cc}--[\n\t]]\u202a-\u202e\u2066-\u2069]/gv;
const unwantedInLine = /[[\p{Cc}--\s]\u202a-\u202e\u2066-\u2069]/gv;
// A joiner says something within a word of a script that joins, and between two emoji; elsewhere nobody sees it.
const invisibleInLine =
  /[\u00ad\u200b\u2060-\u2064\ufeff]|(?<=^|[\s\p{Script=Latin}\p{P}])[\u200c\u200d]|[\u200c\u200d](?=$|[\s\p{Script=Latin}\p{P}])/gu;
const invisible = /[\p{Cc}\p{Cf}]/gu;
const somethingVisible = /[^\s\p{Cc}\p{Cf}]/u;

const orNull = (text: string): string | null => (somethingVisible.test(text) ? text : null);

/** Cut to `max` UTF-16 units, the last of them "…", never through a surrogate pair. */
const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`;

/** Several lines: controls go (line breaks and tabs stay), lone surrogates become U+FFFD, "" becomes null. */
export const cleanText = (value: unknown): string | null =>
  typeof value === "string"
    ? orNull(value.toWellFormed().replaceAll(/\r\n?/g, "\n").replaceAll(unwantedInText, "").trim())
    : null;

// A line is cut anyway: megabytes of it need not be looked at.
const maxLookedAt = 20_000;

const cleanLine = (value: unknown, max: number): string | null => {
  if (typeof value !== "string") return null;
  const text = value
    .slice(0, maxLookedAt)
    .toWellFormed()
    .replaceAll(unwantedInLine, "")
    .replaceAll(invisibleInLine, "")
    .normalize("NFC");
  return orNull(cut(text.replaceAll(/\s+/g, " ").trim(), max));
};

/** One line of at most 500 characters, composed (NFC), without characters of no width. */
export const cleanTitle = (value: unknown): string | null => cleanLine(value, 500);

/** The same with at most 200 characters: a person's name, a speaker. */
export const cleanName = (value: unknown): string | null => cleanLine(value, 200);

// One @ between two parts without blanks or the characters that only separate or quote addresses.
const address = /^[^\s@<>()[\]",;:\\]+@[^\s@<>()[\]",;:\\]+$/;

/** Lower case, without `mailto:`, at most 254 characters; null for what does not look like one address. */
export const cleanEmail = (value: unknown): string | null => {
  if (typeof value !== "string" || value.length > 1000) return null;
  const email = value
    .toWellFormed()
    .replaceAll(invisible, "")
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase()
    .normalize("NFC");
  return email.length <= 254 && address.test(email) ? email : null;
};

/** An http(s) address without credentials, at most 2048 characters, as `URL` writes it; null for any other scheme. */
export const cleanUrl = (value: unknown): string | null => {
  if (typeof value !== "string" || value.length > 2048) return null;
  const url = URL.parse(value.toWellFormed().trim());
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  return url.username === "" && url.password === "" && url.href.length <= 2048 ? url.href : null;
};
