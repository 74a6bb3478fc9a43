import { hasTooManyParts } from "../../platform/json-parts.ts";

/** A body as it is worked on: its value, and the JSON text that is kept. */
export interface ParsedBody {
  json: unknown;
  text: string;
}

const parseJson = (text: string): ParsedBody | null => {
  // Read before anybody has proven anything.
  if (hasTooManyParts(text)) return null;
  try {
    return { json: JSON.parse(text), text };
  } catch {
    return null;
  }
};

const asJson = (value: unknown): ParsedBody => ({ json: value, text: JSON.stringify(value) });

// Nothing says them aloud, each takes six characters in JSON, and jsonb does not hold the first.
const withoutControls = (text: string): string => text.replaceAll(/[\0-\x08\v\f\x0e-\x1f]/g, "");

// "[0:11] Ana" and "[Example] Kick-off" begin a transcript.
const isBegunJson = (text: string): boolean => /^\s*(?:\{|\[\s*[[{"])/.test(text);

// A meeting of 500 people in four lists has 2,000; a form is read before anybody has proven anything.
const mostFields = 10_000;

const hasTooManyFields = (text: string): boolean => text.split("&", mostFields + 1).length > mostFields;

/** One value under each key, or the list of them where a key comes again or says that it is one (`invitees[]`). */
const parseForm = (text: string): Record<string, string | string[]> => {
  const fields = new Map<string, string[]>();
  const lists = new Set<string>();
  for (const [written, value] of new URLSearchParams(text)) {
    const key = withoutControls(written.replace(/\[\]$/, ""));
    if (written.endsWith("[]")) lists.add(key);
    const values = fields.get(key);
    if (values === undefined) fields.set(key, [withoutControls(value)]);
    else values.push(withoutControls(value));
  }
  return Object.fromEntries(
    [...fields].map(([key, values]) => {
      const [first = "", ...more] = values;
      return [key, more.length > 0 || lists.has(key) ? values : first];
    }),
  );
};

/** What a form holds: its fields, or the JSON that is its only field, `data` or `payload`. */
const fromForm = (text: string): ParsedBody => {
  const form = parseForm(text);
  const [only, ...others] = Object.keys(form);
  const inner = others.length === 0 && (only === "data" || only === "payload") ? form[only] : null;
  return (typeof inner === "string" && isBegunJson(inner) ? parseJson(inner) : null) ?? asJson(form);
};

/**
 * The body of a delivery as JSON: JSON under any content type, a form, or plain text, which becomes a JSON string. null for
 * anything else, for JSON that is broken or has too many parts, and for a form of more than 10,000 fields.
 * Takes any bytes and never throws.
 */
export const parseBody = (body: Uint8Array, contentType: string | null): ParsedBody | null => {
  const text = new TextDecoder().decode(body);
  const json = parseJson(text);
  // Text that was meant as JSON is no form and no transcript: the sender is told that it is broken.
  if (json !== null || isBegunJson(text) || text.trim() === "") return json;
  switch (mediaType(contentType)) {
    case "application/x-www-form-urlencoded":
      return hasTooManyFields(text) ? null : fromForm(text);
    case "text/plain":
      return asJson(withoutControls(text));
    default:
      return null;
  }
};

const mediaType = (contentType: string | null): string =>
  (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** What is wrong with a body that `parseBody` does not take, and what to send instead. */
export const whyMalformed = (body: Uint8Array, contentType: string | null): string => {
  if (body.length === 0) return "The body is empty. Send the meeting as JSON.";
  if (hasTooManyParts(new TextDecoder().decode(body))) return "The body has more parts than a meeting can have.";
  switch (mediaType(contentType)) {
    case "multipart/form-data":
      return "A multipart form cannot be read. Send the meeting as JSON (in Zapier: payload type Json).";
    case "application/x-www-form-urlencoded":
      return `The form is broken JSON or has more than ${mostFields} fields. Send the meeting as JSON.`;
    default:
      return "The body is not valid JSON.";
  }
};
