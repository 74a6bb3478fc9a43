import { hasTooManyParts } from "../../platform/json-parts.ts";

/** What a text holds that is a JSON object or array; undefined for any other text, and for more parts than a meeting can have. */
export const parseJson = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text) || hasTooManyParts(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
