import * as z from "zod";
import { cleanName, cleanText, cleanTitle, cleanUrl } from "../../meetings/clean-text.ts";
import { readEmail } from "./read-email.ts";
import { readShareId } from "./share-token.ts";
import { cleanMinutes, cleanOffset, cleanTime } from "../../meetings/clean-time.ts";

/**
 * The leaves that the wire schemas are made of. None of them ever fails: a missing key, null and an odd value are the same,
 * null, so that one odd field never costs the meeting.
 */
const leaf = <Value>(read: (value: unknown) => Value) => z.unknown().optional().transform(read);

const truths = new Map([
  ["true", true],
  ["t", true],
  ["yes", true],
  ["y", true],
  ["1", true],
  ["false", false],
  ["f", false],
  ["no", false],
  ["n", false],
  ["0", false],
]);

const readFlag = (value: unknown): boolean | null => {
  if (typeof value === "boolean") return value;
  const known = typeof value === "number" || (typeof value === "string" && value.length <= 16);
  return known ? (truths.get(String(value).trim().toLowerCase()) ?? null) : null;
};

// An id that went through a spreadsheet or a Zap may come back as "123.0".
const readId = (value: unknown): string | null => {
  if (typeof value === "number") return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  const isText = typeof value === "string" && value.length <= 200;
  return isText ? (cleanName(value)?.replace(/^(\d+)\.0+$/, "$1") ?? null) : null;
};

export const raw = z.unknown().optional();
export const title = leaf(cleanTitle);
export const name = leaf(cleanName);
export const text = leaf(cleanText);
export const email = leaf(readEmail);
export const url = leaf(cleanUrl);
export const time = leaf(cleanTime);
export const offset = leaf(cleanOffset);
export const minutes = leaf(cleanMinutes);
export const flag = leaf(readFlag);
export const id = leaf(readId);
export const shareId = leaf(readShareId);

/** An object, or null for whatever else stands there. */
export const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullable().catch(null);

const isList = z.custom<unknown[]>((value) => Array.isArray(value));

/** The first `max` items of a list without those that cannot be read; null for what is no list or has only such items. */
export const list = <Item extends z.ZodType>(item: Item, max: number) =>
  isList
    .transform((values) => {
      const read = values.slice(0, max).flatMap((value) => {
        const result = item.safeParse(value);
        return result.success ? [result.data] : [];
      });
      return read.length === 0 && values.length > 0 ? null : read;
    })
    .nullable()
    .catch(null);

const summaryObject = z.object({ markdown_formatted: text, plaintext: text, plaintext_formatted: text });
const maxSections = 100;

/** A summary as Markdown: the text itself, an object that holds it, or the list of its sections. */
export const readSummary = (value: unknown): string | null => {
  if (Array.isArray(value)) return cleanText(value.slice(0, maxSections).map(readSection).join("\n\n"));
  return readSection(value);
};

const readSection = (value: unknown): string | null => {
  const { data } = summaryObject.safeParse(value);
  if (data === undefined) return cleanText(value);
  return data.markdown_formatted ?? data.plaintext ?? data.plaintext_formatted;
};

export const summary = leaf(readSummary);
