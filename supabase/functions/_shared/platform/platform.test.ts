import { describe, expect, test, vi } from "vitest";
import { randomToken, sha256 } from "./hash.ts";
import { createLog } from "./log.ts";
import { readBody } from "./read-body.ts";
import { createSealer } from "./seal.ts";
import { parseSettings } from "./settings.ts";

const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64url");

describe("sealing secrets", () => {
  test("what is sealed opens again, in its own context only", async () => {
    const sealer = createSealer(key(1));
    const { sealed, keyId } = await sealer.seal("whsec_secret", "fathom_integrations:1:signing");
    expect(sealed).not.toContain("whsec");
    expect(keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(await sealer.open(sealed, "fathom_integrations:1:signing")).toBe("whsec_secret");
    await expect(sealer.open(sealed, "fathom_integrations:2:signing")).rejects.toThrow("could not be opened");
  });

  test("a former key still opens behind a new one, and without it nothing does", async () => {
    const { sealed, keyId } = await createSealer(key(1)).seal("x", "c");
    const rotated = createSealer(`${key(2)},${key(1)}`);
    expect(await rotated.open(sealed, "c")).toBe("x");
    expect((await rotated.seal("x", "c")).keyId).not.toBe(keyId);
    await expect(createSealer(key(2)).open(sealed, "c")).rejects.toThrow("could not be opened");
  });

  test("a text that was tampered with does not open", async () => {
    const sealer = createSealer(key(1));
    const { sealed } = await sealer.seal("x", "c");
    const parts = sealed.split(".");
    parts[3] = `${parts[3]?.startsWith("A") ? "B" : "A"}${parts[3]?.slice(1)}`;
    await expect(sealer.open(parts.join("."), "c")).rejects.toThrow();
  });

  test("a key of another size is refused without being shown", async () => {
    await expect(createSealer("c2hvcnQ").seal("x", "c")).rejects.toThrow(
      /^DEBRIEF_ENCRYPTION_KEY must hold keys of 32 bytes in base64url$/,
    );
  });
});

describe("reading a body", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

  test("gives the bytes as they came, up to the limit", async () => {
    expect((await readBody(post("é{}"), 4)).data).toEqual(new TextEncoder().encode("é{}"));
    expect((await readBody(new Request("http://localhost/", { method: "POST" }), 4)).data).toHaveLength(0);
  });

  test("stops asking for more once the limit is passed", async () => {
    let asked = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        asked += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    expect((await readBody(post(endless), 10_000)).error).toBe("too_large");
    expect(asked).toBeLessThan(20);
  });

  test("reads nothing of a body that is announced as too large", async () => {
    const request = post("short", { "content-length": "10485761" });
    expect((await readBody(request, 10_485_760)).error).toBe("too_large");
    expect(request.bodyUsed).toBe(false);
  });

  test("a sender who goes away in the middle is no failure of ours", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new TypeError("connection reset")),
    });
    expect((await readBody(post(broken), 10_000)).error).toBe("broken_off");
  });

  test("a body that comes byte by byte is not read to its end", async () => {
    let asked = 0;
    const crumbs = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        asked += 1;
        controller.enqueue(new Uint8Array(1));
      },
    });
    expect((await readBody(post(crumbs), 10_485_760)).error).toBe("too_slow");
    expect(asked).toBeLessThan(20_100);
  });

  test("a sender who sends a byte now and then is let go after a minute", async () => {
    vi.useFakeTimers();
    let cancelled = false;
    const trickle = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        if (!cancelled) controller.enqueue(new Uint8Array(1));
      },
      cancel: () => void (cancelled = true),
    });
    const read = readBody(post(trickle), 10_000);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await read).error).toBe("too_slow");
    expect(cancelled).toBe(true);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
    vi.useRealTimers();
  });
});

describe("settings", () => {
  const environment = {
    SUPABASE_URL: "https://project.supabase.co/",
    SUPABASE_SECRET_KEYS: '{"default":"sb_secret_a","automations":"sb_secret_b"}',
    DEBRIEF_ENCRYPTION_KEY: key(1),
  };

  test("are read from what hosted Supabase provides", () => {
    expect(parseSettings(environment)).toMatchObject({
      supabaseUrl: "https://project.supabase.co",
      secretKey: "sb_secret_a",
      automationsKey: "sb_secret_b",
      pipedriveUrl: null,
      simulatedPipedrive: null,
      simulatedSlack: null,
      webUrl: null,
    });
  });

  test("take a simulator only with its name and its address, and know where the web client lives", () => {
    const team = { DEBRIEF_SIMULATED_SLACK_TEAM: "TDEBRIEFDEMO" };
    const url = { DEBRIEF_SIMULATED_SLACK_URL: "http://127.0.0.1:54332/" };
    expect(parseSettings({ ...environment, ...team, ...url }).simulatedSlack).toEqual({
      team: "TDEBRIEFDEMO",
      url: "http://127.0.0.1:54332",
    });
    for (const half of [team, url]) expect(parseSettings({ ...environment, ...half }).simulatedSlack).toBeNull();
    expect(parseSettings({ ...environment, DEBRIEF_WEB_URL: "https://debrief.example.com/" }).webUrl).toBe(
      "https://debrief.example.com",
    );
  });

  test.each([
    [{ DEBRIEF_ENCRYPTION_KEY: undefined }, "DEBRIEF_ENCRYPTION_KEY"],
    [{ SUPABASE_SECRET_KEYS: "sb_secret_leaked" }, "SUPABASE_SECRET_KEYS"],
    [{ SUPABASE_SECRET_KEYS: '{"web":"sb_secret_leaked"}' }, "SUPABASE_SECRET_KEYS"],
    [{ PIPEDRIVE_API_URL: "file:///etc/passwd" }, "PIPEDRIVE_API_URL"],
    [{ DEBRIEF_SIMULATED_SLACK_URL: "file:///etc/passwd" }, "DEBRIEF_SIMULATED_SLACK_URL"],
    [{ DEBRIEF_WEB_URL: "javascript:leaked" }, "DEBRIEF_WEB_URL"],
  ])("that are wrong are named, not shown: %o", (change, name) => {
    const read = () => parseSettings({ ...environment, ...change });
    expect(read).toThrow(name);
    expect(read).not.toThrow(/leaked|passwd/);
  });
});

describe("small things", () => {
  test("sha256 is SHA-256, over text and bytes alike", async () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await sha256("abc")).toBe(abc);
    expect(await sha256("a", new TextEncoder().encode("bc"))).toBe(abc);
  });

  test("a token fits into a URL as it is and is never the same", () => {
    expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomToken()).not.toBe(randomToken());
  });

  test("a log line is one line of JSON with the time", () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => new Date(0),
    )({ unit: "receive", result: "accepted", durationMs: 1.6 });
    expect(lines).toEqual(['{"at":"1970-01-01T00:00:00.000Z","unit":"receive","result":"accepted","durationMs":2}']);
  });
});
