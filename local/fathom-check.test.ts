import { execFile } from "node:child_process";
import path from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const script = path.join(import.meta.dirname, "fathom-check.ts");
const key = "fk_very-secret-key";

const meeting = (number: number) => ({
  recording_id: number,
  recording_start_time: "2026-08-20T15:01:30Z",
  recorded_by: { name: "Ana Host", email: "ana.host@example.com" },
});
let meetings: object[] = [];
let members: () => Response;

const app = new Hono()
  .basePath("/external/v1")
  .use(async (context, next) => (context.req.header("x-api-key") === key ? next() : context.body(null, 401)))
  .get("/meetings", (context) => {
    const start = Number(context.req.query("cursor") ?? 0);
    const next = start + 10 < meetings.length ? String(start + 10) : null;
    return context.json({ limit: 10, next_cursor: next, items: meetings.slice(start, start + 10) });
  })
  .get("/team_members", () => members());

interface Listening {
  server: ServerType;
  url: string;
}

const listen = (): Promise<Listening> =>
  new Promise((resolve) => {
    // Other tests of this worker want the Response that Node has.
    const options = { fetch: app.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false };
    const server = serve(options, ({ port }) => resolve({ server, url: `http://127.0.0.1:${port}` }));
  });
/** The address, at which nobody listens then. */
const leave = ({ server, url }: Listening): Promise<string> =>
  new Promise((resolve) => void server.close(() => resolve(url)));

let fathom: Listening;
beforeAll(async () => {
  fathom = await listen();
});
afterAll(() => leave(fathom));
beforeEach(() => {
  meetings = Array.from({ length: 15 }, (_, number) => meeting(number));
  members = () => Response.json({ items: [{ name: "Bob Lee", email: "bob.lee@example.com" }], next_cursor: "" });
});

interface Ended {
  code: number | string;
  said: string;
}

const check = (environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error ? (error.code ?? "killed") : 0, said: `${stdout}${stderr}`.trim() }),
    );
  });

describe("npm run fathom:check", { timeout: 30_000 }, () => {
  test("says that the key works, how many meetings there are and who is visible, and never the key", async () => {
    const { code, said } = await check({ FATHOM_API_KEY: key, FATHOM_API_URL: `${fathom.url}/` });
    expect(said).toBe(
      [
        "Connected to Fathom.",
        "15 meetings found",
        "Visible recorders and members:",
        "  Ana Host <ana.host@example.com>: 15 recordings, the last on 2026-08-20",
        "  Bob Lee <bob.lee@example.com>: 0 recordings (team member)",
      ].join("\n"),
    );
    expect(code).toBe(0);
  });

  test("does not claim to know the number when there are more meetings than it looked at", async () => {
    meetings = Array.from({ length: 61 }, (_, number) => meeting(number));
    members = () => new Response(null, { status: 403 });
    const { code, said } = await check({ FATHOM_API_KEY: key, FATHOM_API_URL: fathom.url });
    expect(said).toContain("60 or more meetings found");
    expect(code).toBe(0);
  });

  test("of a key that sees nothing says whom to ask", async () => {
    meetings = [];
    members = () => new Response(null, { status: 404 });
    const { code, said } = await check({ FATHOM_API_KEY: key, FATHOM_API_URL: fathom.url });
    expect(said).toMatch(/^0 meetings found\n.*check in Fathom whose key it is\.\nNo recorder/m);
    expect(code).toBe(0);
  });

  test.each(["fk_wrong-key", "fk wrong key", "schlüssel"])(
    "says what to do about the key %j, without it",
    async (wrong) => {
      const { code, said } = await check({ FATHOM_API_KEY: wrong, FATHOM_API_URL: fathom.url });
      expect(said).toContain(
        "Not connected to Fathom. Invalid API key - please check your credentials\nMake a key in Fathom",
      );
      expect(said).not.toContain(wrong);
      expect(code).toBe(1);
    },
  );

  test("says that nobody answers", async () => {
    const { code, said } = await check({ FATHOM_API_KEY: key, FATHOM_API_URL: await listen().then(leave) });
    expect(said).toBe("Not connected to Fathom. Fathom could not be reached. Try again later.");
    expect(code).toBe(1);
  });

  test("without a key says how to give one", async () => {
    const { code, said } = await check({ FATHOM_API_URL: fathom.url });
    expect(said).toContain("FATHOM_API_KEY=…");
    expect(code).toBe(1);
  });
});
