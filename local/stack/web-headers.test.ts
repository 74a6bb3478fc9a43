import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { freePort } from "./ports.ts";
import { projectDir } from "./settings.ts";
import { serveWeb } from "./web.ts";

/** The headers that a path has in the file that static hosts read. */
const written = (place: string): Record<string, string> => {
  const lines = fs.readFileSync(path.join(projectDir, "web/public/_headers"), "utf8").split("\n");
  const after = lines.slice(lines.indexOf(place) + 1);
  const end = after.findIndex((line) => !line.startsWith("  "));
  return Object.fromEntries(
    after.slice(0, end).map((line) => {
      const [name = "", ...value] = line.trim().split(": ");
      return [name.toLowerCase(), value.join(": ")];
    }),
  );
};
/** Of the connection, or of this one file. */
const others = new Set(["connection", "keep-alive", "date", "content-length", "content-type"]);

test("a static host is told to send the headers that the embedded stack sends", async () => {
  const port = await freePort();
  const config = { supabaseUrl: "https://*.supabase.co", publishableKey: "sb_publishable_example", crmUrls: {} };
  const stop = await serveWeb(port, config);
  const { headers } = await fetch(`http://127.0.0.1:${port}/config.json`);
  await stop();
  const sent = Object.fromEntries([...headers].filter(([name]) => !others.has(name)));
  expect({ ...written("/*"), ...written("/config.json") }).toEqual(sent);
  expect(written("/assets/*")).toEqual({ "cache-control": "public, max-age=31536000, immutable" });
});
