import { describe, expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

const project = "abcdefghijklmnopqrst";
const usual = {
  projectRef: project,
  webUrl: null,
  url: `https://${project}.supabase.co`,
  databaseUrl: null,
  smokeToken: null,
  dryRun: false,
  yes: false,
};

describe("what npm run deploy is asked for", () => {
  test.each([
    [[], {}],
    [["--web-url", "https://debrief.example.com/", "--yes"], { webUrl: "https://debrief.example.com", yes: true }],
    [["--url", "https://api.example.com", "--dry-run"], { url: "https://api.example.com", dryRun: true }],
    [
      ["--database", "postgresql://a:b@db.example.com:5432/postgres"],
      { databaseUrl: "postgresql://a:b@db.example.com:5432/postgres" },
    ],
  ])("%j", (args, wanted) => {
    expect(parseArguments(["--project", project, ...args])).toEqual({ ...usual, ...wanted });
  });

  test.each([
    [[], /npm run deploy/],
    [["--nonsense"], /npm run deploy/],
    [["--project", "debrief"], /--project: is not the 20 letters/],
    [["--project", project, "--web-url", "debrief.example.com"], /--web-url: is no address/],
    [["--project", project, "--database", "https://db.example.com"], /--database: is no connection string/],
    [["--project", project, "--smoke-token", "short"], /--smoke-token: is no token/],
  ])("%j is answered with what is wrong or how it is used", (args, sentence) => {
    expect(() => parseArguments(args)).toThrow(sentence);
  });
});
