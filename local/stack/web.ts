import { createHash } from "node:crypto";
import fs from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { projectDir } from "./settings.ts";

const webDir = path.join(projectDir, "web");
const outDir = path.join(webDir, "dist");

/** What the client must be told at run time; the build is the same everywhere. */
export interface WebConfig {
  supabaseUrl: string;
  publishableKey: string;
  /** Where people of a simulated CRM account are looked at. */
  crmUrls: Record<string, string>;
  /** Where the simulated Fathom shows its users and their keys; absent where Fathom is the real one. */
  fathomSimulatorUrl?: string;
}

/** A fingerprint of everything the build depends on. */
const fingerprint = (): string => {
  const hash = createHash("sha256");
  const sources = ["package.json", "tsconfig.json", "local/stack/web.ts"].map((file) => path.join(projectDir, file));
  for (const dir of [webDir, path.join(projectDir, "supabase/functions/_shared")]) {
    for (const entry of fs.readdirSync(dir, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && !file.startsWith(outDir) && !/\.test\.tsx?$/.test(file)) sources.push(file);
    }
  }
  for (const file of sources.toSorted()) hash.update(file).update(fs.readFileSync(file));
  return hash.digest("hex");
};

/** Builds the client if its sources have changed since the last build. */
export const buildWeb = async (): Promise<void> => {
  const mark = path.join(outDir, ".sources");
  const now = fingerprint();
  if (fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === now) return;
  const { build } = await import("vite");
  const before = process.env["NODE_ENV"];
  // Under test it is "test", which would build React as for developing: half as large again, and slower.
  process.env["NODE_ENV"] = "production";
  try {
    await build({ root: webDir, configFile: path.join(webDir, "vite.config.ts"), logLevel: "warn" });
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
  fs.writeFileSync(mark, now);
};

/** Serves the built client as a static host would, with the headers a static host should send. */
export const serveWeb = async (port: number, config: WebConfig): Promise<() => Promise<void>> => {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", config.supabaseUrl, config.supabaseUrl.replace(/^http/, "ws")],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    }),
  );
  app.get("/config.json", (c) => c.json(config, 200, { "cache-control": "no-store" }));
  const root = path.relative(process.cwd(), outDir);
  app.use("/assets/*", async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set("cache-control", "public, max-age=31536000, immutable");
  });
  app.use("/*", serveStatic({ root }));
  app.get("/assets/*", (c) => c.text("Not found", 404));
  app.get("/*", serveStatic({ root, path: "index.html" }));

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(listening as Server));
    listening.once("error", reject);
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
};
