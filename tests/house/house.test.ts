import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { trespasses } from "./boundaries.ts";
import { isTest, projectDir, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const product = files.filter((file) => !isTest(file));

describe("who may import whom", () => {
  test("no file reaches into a room it has no business in", () => {
    expect(product.length).toBeGreaterThan(50);
    expect(product.flatMap(trespasses)).toEqual([]);
  });

  test.each([
    ["supabase/functions/_shared/meetings/x.ts", 'import { a } from "../platform/log.ts";'],
    ["supabase/functions/_shared/meetings/x.ts", 'import { marked } from "marked";'],
    ["supabase/functions/_shared/sources/fathom/x.ts", 'import { a } from "../../crm/provider.ts";'],
    ["supabase/functions/_shared/sources/fathom/x.ts", 'import { a } from "../zapier/x.ts";'],
    ["supabase/functions/_shared/crm/pipedrive/x.ts", 'import type { A } from "@shared/sources/fathom/x.ts";'],
    ["supabase/functions/_shared/crm/pipedrive/x.ts", 'import { a } from "../../alerts/alert.ts";'],
    ["supabase/functions/_shared/crm/pipedrive/x.ts", 'import { a } from "../../platform/settings.ts";'],
    ["supabase/functions/_shared/sources/fathom/x.ts", 'import { a } from "../../alerts/alert.ts";'],
    ["supabase/functions/_shared/meetings/x.ts", 'import { a } from "../alerts/alert.ts";'],
    ["supabase/functions/_shared/alerts/x.ts", 'import { a } from "../meetings/meeting.ts";'],
    ["supabase/functions/_shared/alerts/slack/x.ts", 'import { a } from "../../crm/provider.ts";'],
    ["supabase/functions/_shared/alerts/slack/x.ts", 'import { a } from "../../pipeline/queue/jobs.ts";'],
    ["supabase/functions/_shared/alerts/slack/x.ts", 'import { a } from "@slack/webhook";'],
    ["supabase/functions/_shared/platform/x.ts", 'import { a } from "../alerts/alert.ts";'],
    ["web/src/x.ts", 'import { a } from "@shared/alerts/alert.ts";'],
    ["supabase/functions/_shared/platform/x.ts", 'export { a } from "../pipeline/log/work.ts";'],
    ["supabase/functions/_shared/pipeline/x.ts", 'import { Hono } from "hono";'],
    ["supabase/functions/api/x.ts", 'import { a } from "../worker/app.ts";'],
    ["supabase/functions/api/x.ts", 'const a = await import("node:fs");'],
    ["web/src/x.ts", 'import { a } from "@shared/pipeline/log/work.ts";'],
  ])("%s with %s is caught", (file, text) => {
    expect(trespasses({ path: file, text })).toHaveLength(1);
  });
});

describe("the size of files", () => {
  const lines = product.map(({ path: file, text }) => ({ file, count: text.split("\n").length - 1 }));

  test("none is longer than 400 lines", () => {
    expect(lines.filter(({ count }) => count > 400)).toEqual([]);
  });

  test("the median is at most 80 lines", () => {
    const counts = lines.map(({ count }) => count).toSorted((a, b) => a - b);
    const at = (share: number) => counts[Math.floor((counts.length - 1) * share)];
    console.log(`${counts.length} files: median ${at(0.5)} lines, 90th percentile ${at(0.9)}, largest ${at(1)}`);
    expect(at(0.5)).toBeLessThanOrEqual(80);
  });
});

describe("what the functions run on", () => {
  const functionsDir = path.join(projectDir, "supabase/functions");
  const names = fs.readdirSync(functionsDir).filter((name) => !name.startsWith("_"));
  const readJson = (file: string) => JSON.parse(fs.readFileSync(file, "utf8"));
  const versions: Record<string, string> = readJson(path.join(projectDir, "package.json")).dependencies;

  test.each(names)("%s pins exactly the versions that the tests run with", (name) => {
    const { imports } = readJson(path.join(functionsDir, name, "deno.json"));
    const expected = Object.fromEntries(
      Object.entries(versions).map(([dependency, version]) => [dependency, `npm:${dependency}@${version}`]),
    );
    const extra = { "@shared/": "../_shared/", "hono/": `npm:/hono@${versions["hono"]}/` };
    expect(imports).toEqual({ ...expected, ...extra });
  });

  test("every function decides itself who may call it, and says so in config.toml", () => {
    const config = fs.readFileSync(path.join(projectDir, "supabase/config.toml"), "utf8");
    for (const name of names) expect(config).toContain(`[functions.${name}]\nenabled = true\nverify_jwt = false`);
  });

  test("only one file reads the environment, and nothing reaches for Node", () => {
    const code = product.filter((file) => file.path.startsWith("supabase/functions/"));
    const readers = code.filter(({ text }) => /\bDeno\.|\bprocess\.|from "node:/.test(text));
    expect(readers.map((file) => file.path)).toEqual(["supabase/functions/_shared/platform/settings.ts"]);
  });
});

describe("the lock file", () => {
  test("names no place to download from", () => {
    expect(fs.readFileSync(path.join(projectDir, "package-lock.json"), "utf8")).not.toMatch(
      /"resolved"|https?:\/\/(?!.*funding)[^"]*\.tgz/,
    );
  });
});
