import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseBody } from "../../supabase/functions/_shared/pipeline/receive/parse-body.ts";
import { readDelivery } from "../../supabase/functions/_shared/sources/fathom/read-delivery.ts";
import { projectDir } from "./source-files.ts";

const page = fs.readFileSync(path.join(projectDir, "docs/formats.md"), "utf8");

const contentTypes = new Map([
  ["json", "application/json"],
  ["text", "text/plain"],
  ["form", "application/x-www-form-urlencoded"],
]);

/** Each format with its examples, and what the table under them says of each. */
const formats = (page.split(/^# How it is sent$/m)[0] ?? "")
  .split(/^## /m)
  .slice(1)
  .map((section) => ({
    name: section.split("\n", 1)[0] ?? "",
    examples: [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind = "", text = ""]) => ({ kind, text })),
    rows: [...section.matchAll(/^\| (?!title|-)(.+) \| (\S+) \| (\d+) \|$/gm)].map((row) => row.slice(1)),
  }));

const asRow = ({ kind, text }: { kind: string; text: string }): string[] => {
  const parsed = parseBody(new TextEncoder().encode(text.trim()), contentTypes.get(kind) ?? null);
  const [meeting, ...more] = readDelivery(parsed?.json).data?.meetings ?? [];
  return meeting && more.length === 0 ? [meeting.title, meeting.externalId, String(meeting.attendees.length)] : [];
};

describe("docs/formats.md", () => {
  test("has an example of every format", () => {
    expect(formats.map(({ name }) => name)).toHaveLength(11);
    for (const { examples } of formats) expect(examples.length).toBeGreaterThan(0);
  });

  test.each(formats)("$name: each example gives what the table says", ({ examples, rows }) => {
    expect(examples.map(asRow)).toEqual(rows);
  });
});
