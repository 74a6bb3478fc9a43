/** A part of a JSON document, as it is shown. */
export type JsonNode =
  | { kind: "value"; text: string; type: "number" | "boolean" | "null" }
  | { kind: "text"; text: string }
  | { kind: "list"; size: number; entries: (from: number, to: number) => [string, unknown][] }
  | { kind: "object"; size: number; entries: (from: number, to: number) => [string, unknown][] };

/** What a value of a parsed document is; entries are made when they are asked for. */
export const jsonNode = (value: unknown): JsonNode => {
  if (typeof value === "string") return { kind: "text", text: value };
  if (Array.isArray(value))
    return {
      kind: "list",
      size: value.length,
      entries: (from, to) => value.slice(from, to).map((item: unknown, index) => [String(from + index), item]),
    };
  if (typeof value === "object" && value !== null) {
    const entries: [string, unknown][] = Object.entries(value);
    return { kind: "object", size: entries.length, entries: (from, to) => entries.slice(from, to) };
  }
  if (typeof value === "number" || typeof value === "boolean")
    // -0 is a number of JSON too; String() makes 0 of it.
    return {
      kind: "value",
      text: Object.is(value, -0) ? "-0" : String(value),
      type: typeof value === "number" ? "number" : "boolean",
    };
  return { kind: "value", text: "null", type: "null" };
};

/** How much is in it: "3 items", "1 field". */
export const sizeWords = (node: Extract<JsonNode, { size: number }>): string => {
  const [one, many] = node.kind === "list" ? ["item", "items"] : ["field", "fields"];
  return node.size === 1 ? `1 ${one}` : `${node.size.toLocaleString("en")} ${many}`;
};
