import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createPipedriveSimulator } from "../../../../../local/simulators/pipedrive/simulator.ts";
import type { NotePart } from "../../meetings/note-parts.ts";
import type { Note } from "../../meetings/note.ts";
import { type CallLimiter, createUnsharedLimiter } from "../call-limiter.ts";
import type { CrmFailure } from "../provider.ts";
import { createPipedrive } from "./provider.ts";

let time = 0;
let slept: number[] = [];
let pauses: unknown[] = [];
/** Grants a call every tenth of a second, and writes down for how long and why the connection was paused. */
const limiter: CallLimiter = {
  acquire: async () => {
    time += 105;
    return { granted: true };
  },
  pause: async (...pause) => void pauses.push(pause),
};
const clock = {
  now: () => new Date(time),
  sleep: async (ms: number) => {
    slept.push(ms);
    time += ms;
  },
  random: () => 0.5,
};
const simulate = (options = {}) =>
  createPipedriveSimulator({ apiTokens: ["good-token"], now: clock.now, sleep: clock.sleep, ...options });
let simulator = simulate();

const server = setupServer(http.all("https://acme.pipedrive.com/*", ({ request }) => simulator.app.fetch(request)));
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());
beforeEach(() => {
  time = Date.parse("2026-08-20T16:00:00Z");
  slept = [];
  pauses = [];
  simulator = simulate();
});
afterEach(() => vi.useRealTimers());

const connect = (apiToken = "good-token", fetchFrom: typeof fetch = fetch) =>
  createPipedrive({ baseUrl: "https://acme.pipedrive.com", apiToken, fetch: fetchFrom, limiter, ...clock });
const { signal } = new AbortController();
const ben = "1001";
const part: NotePart = {
  startedAt: "2026-08-20T15:01:30.000Z",
  durationSeconds: 1_817,
  summary: "## Purpose\n\nTalk about **licences**",
  actionItems: [],
  recordingUrl: "https://fathom.video/share/abc",
  otherRecordingUrls: [],
};
const note: Note = {
  title: "Discovery call",
  attendees: [{ name: "Ben Buyer", email: "ben.buyer@example.org" }],
  parts: [part],
  reference: "dbr-0123456789abcdef",
};
const notesOfBen = () => simulator.controls.notes(1001);

describe("who am I", () => {
  test("names company and user, for 2 tokens, and the token travels in the header alone", async () => {
    expect(await connect().whoAmI(signal)).toEqual({
      data: {
        account: "debrief-demo",
        companyName: "Debrief demo company (simulated)",
        userName: "Ana Host",
        limits: { tokensPerDay: 30_000, tokensLeft: 29_998, callsPerWindow: 20 },
      },
      error: null,
    });
    expect(simulator.controls.requests()).toEqual([{ method: "GET", path: "/api/v1/users/me", query: "", tokens: 2 }]);
  });

  test.each(["bad-token", "", "line\nbreak", "schlüssel→"])("with the token %j is unauthorized", async (apiToken) => {
    const { error } = await connect(apiToken).whoAmI(signal);
    expect(error).toMatchObject({ kind: "unauthorized", status: 401 });
    expect(error?.message).toContain("Connect Pipedrive again");
  });
});

describe("finding people", () => {
  test("finds exactly who has the address, for 20 tokens", async () => {
    const { data } = await connect().findPeople("ben.buyer@example.org", signal);
    expect(data).toEqual([{ id: "1001", name: "Ben Buyer", organization: "Globex" }]);
    expect(simulator.controls.tokensUsed()).toBe(20);
  });

  test("looks at all of a person's addresses and never at case", async () => {
    const crm = connect();
    for (const email of ["maija.esimerkki@example.net", "MAIJA@example.org"]) {
      expect((await crm.findPeople(email, signal)).data).toMatchObject([{ name: "Maija Esimerkki" }]);
    }
  });

  test("tells all who share an address, each once", async () => {
    const { data } = await connect().findPeople("pat.twin@example.net", signal);
    expect(data).toMatchObject([{ organization: "Twin Trading" }, { organization: null }]);
    expect(new Set(data?.map(({ id }) => id)).size).toBe(2);
  });

  test("nobody is an empty list, not a failure", async () => {
    expect(await connect().findPeople("nobody@example.com", signal)).toEqual({ data: [], error: null });
  });

  test("a plus sign reaches Pipedrive as one", async () => {
    expect((await connect().findPeople("lukasz.wzor+sales@example.net", signal)).data).toHaveLength(1);
    expect(simulator.controls.requests()[0]?.query).toContain("wzor%2Bsales%40");
  });

  test("reads on to the next page, up to five", async () => {
    for (let number = 0; number < 300; number += 1) {
      simulator.controls.addPerson({ name: `Copy ${number}`, emails: ["many@example.org"] });
    }
    expect((await connect().findPeople("many@example.org", signal)).data).toHaveLength(250);
    expect(simulator.controls.requests()).toHaveLength(5);
  });

  test("does not believe the search: who lacks the address is left out, whoever comes twice comes once", async () => {
    const item = (id: number, emails: unknown) => ({ result_score: 1, item: { id, emails, surprise: true } });
    const items = [
      item(1, ["x@example.org"]),
      item(2, ["xx@example.org"]),
      item(1, [{ value: "X@example.org " }]),
      item(3, null),
    ];
    const crm = connect("good-token", async () => Response.json({ data: { items } }));
    expect((await crm.findPeople("x@example.org", signal)).data).toEqual([{ id: "1", name: "", organization: null }]);
  });

  test.each(["", "no-at-sign", "two words@example.org", `${"a".repeat(250)}@example.org`, "a\u0000b@example.org"])(
    "%j cannot be searched for: nobody, and no call",
    async (email) => {
      expect(await connect().findPeople(email, signal)).toEqual({ data: [], error: null });
      expect(simulator.controls.requests()).toEqual([]);
    },
  );
});

describe("deleting a note", () => {
  test("takes it away; a second time it is gone", async () => {
    const { data } = await connect().writeNote(ben, note, signal);
    expect(await connect().deleteNote(data?.noteId ?? "", signal)).toEqual({ data: null, error: null });
    expect(notesOfBen()).toEqual([]);
    expect((await connect().deleteNote(data?.noteId ?? "", signal)).error).toMatchObject({ kind: "gone" });
    expect((await connect().deleteNote("../users", signal)).error).toMatchObject({ kind: "rejected" });
  });
});

describe("a connection that is not saved yet", () => {
  test("asks no more once it was told to wait", async () => {
    simulator.controls.addFault({ kind: "429_burst" });
    const crm = createPipedrive({
      baseUrl: "https://acme.pipedrive.com",
      apiToken: "good-token",
      fetch,
      limiter: createUnsharedLimiter(),
      ...clock,
    });
    expect((await crm.whoAmI(signal)).error).toMatchObject({ kind: "rate_limited", retryAfterMs: 2_000 });
    expect(simulator.controls.requests()).toHaveLength(1);
  });
});

describe("writing a note", () => {
  test("puts it on the person, for 10 tokens", async () => {
    const { data } = await connect().writeNote(ben, note, signal);
    expect(notesOfBen()).toMatchObject([{ id: Number(data?.noteId), person_id: 1001 }]);
    expect(notesOfBen()[0]?.content).toContain("dbr-0123456789abcdef");
    expect(simulator.controls.tokensUsed()).toBe(10);
  });

  test("on somebody who is deleted is gone", async () => {
    simulator.controls.deletePerson(1001);
    expect((await connect().writeNote(ben, note, signal)).error).toMatchObject({ kind: "gone", status: 404 });
  });

  test("on what is no id of theirs is rejected without a call", async () => {
    for (const personId of ["", "0", "1001x", "../users", "-1"]) {
      expect((await connect().writeNote(personId, note, signal)).error).toMatchObject({ kind: "rejected" });
    }
    expect(simulator.controls.requests()).toEqual([]);
  });

  test("Pipedrive's sanitiser finds nothing to take away", async () => {
    const { renderNote } = await import("./render-note.ts");
    await connect().writeNote(ben, note, signal);
    const unescaped = (html: string) => html.replaceAll("&#39;", "'").replaceAll("&quot;", '"');
    expect(unescaped(notesOfBen()[0]?.content ?? "")).toBe(unescaped(renderNote(note)));
  });
});

describe("finding a note again", () => {
  const since = new Date("2026-08-20T16:00:00Z");

  test("finds what an uncertain write has left", async () => {
    simulator.controls.addFault({ kind: "lost_after_write", times: 1, method: "POST" });
    const crm = connect();
    expect((await crm.writeNote(ben, note, signal)).error).toMatchObject({ kind: "uncertain", status: null });
    expect(await crm.findNote(ben, note.reference, since, signal)).toEqual({
      data: { noteId: String(notesOfBen()[0]?.id) },
      error: null,
    });
  });

  test("finds none where there is none", async () => {
    await connect().writeNote(ben, { ...note, reference: "dbr-other" }, signal);
    expect(await connect().findNote(ben, note.reference, since, signal)).toEqual({ data: null, error: null });
  });

  test("allows the clocks ten minutes, and reads no further back", async () => {
    const crm = connect();
    await crm.writeNote(ben, note, signal);
    for (let number = 0; number < 100; number += 1)
      await crm.writeNote(ben, { ...note, reference: `dbr-${number}` }, signal);
    simulator.controls.clearRequests();
    expect((await crm.findNote(ben, note.reference, new Date(since.getTime() + 590_000), signal)).data).not.toBeNull();
    expect(simulator.controls.requests()).toHaveLength(2);
    simulator.controls.clearRequests();
    expect((await crm.findNote(ben, note.reference, new Date(time + 7_200_000), signal)).data).toBeNull();
    expect(simulator.controls.requests()).toHaveLength(1);
  });

  test("a page of huge notes is read in smaller helpings", async () => {
    const crm = connect();
    await crm.writeNote(ben, note, signal);
    const summary = Array.from({ length: 1_000 }, () => "x".repeat(85)).join("\n\n");
    for (let number = 0; number < 70; number += 1)
      await crm.writeNote(ben, { ...note, parts: [{ ...part, summary }], reference: `dbr-${number}` }, signal);
    expect((await crm.findNote(ben, note.reference, since, signal)).data).not.toBeNull();
  });

  test("when it cannot see to the end it does not say that there is none", async () => {
    const add_time = "2026-08-20 16:00:00";
    const page = {
      data: [{ id: 1, content: "", add_time }],
      additional_data: { pagination: { more_items_in_collection: true } },
    };
    const endless = vi.fn(async () => Response.json(page));
    expect((await connect("good-token", endless).findNote(ben, note.reference, since, signal)).error).toMatchObject({
      kind: "unavailable",
    });
    expect(endless).toHaveBeenCalledTimes(10);
  });
});

describe("each thing that goes wrong has its kind", () => {
  test.each([
    ["401", "unauthorized", "unauthorized"],
    ["402", "payment_required", "payment_required"],
    ["403_scope", "forbidden", "forbidden"],
    ["403_html", "rate_limited", "rate_limited"],
    ["404", "unauthorized", "gone"],
    ["410", "unauthorized", "gone"],
    ["429_burst", "rate_limited", "rate_limited"],
    ["429_daily", "rate_limited", "rate_limited"],
    ["500", "unavailable", "uncertain"],
    ["503", "unavailable", "uncertain"],
    ["lost_after_write", "unavailable", "uncertain"],
    ["empty_body", "unavailable", "uncertain"],
    ["success_false", "rejected", "rejected"],
  ] as const)("%s: %s when searching, %s when writing", async (kind, whenSearching, whenWriting) => {
    simulator.controls.addFault({ kind });
    const search = await connect().findPeople("ben.buyer@example.org", signal);
    const write = await connect().writeNote(ben, note, signal);
    expect([search.error?.kind, write.error?.kind]).toEqual([whenSearching, whenWriting]);
    for (const { error } of [search, write]) {
      expect(error?.message).toMatch(/^[A-Z].*\.$/);
      expect(JSON.stringify(error)).not.toMatch(/good-token|example\.org|Ben/);
    }
  });

  test("a write that times out may have happened, and has", async () => {
    simulator.controls.addFault({ kind: "timeout_after_write", method: "POST" });
    const caller = new AbortController();
    const writing = connect().writeNote(ben, note, caller.signal);
    await vi.waitUntil(() => notesOfBen().length === 1);
    caller.abort();
    expect((await writing).error).toMatchObject({ kind: "uncertain", status: null });
  });

  test("each call is given up after ten seconds", async () => {
    vi.useFakeTimers();
    const hangs = (input: RequestInfo | URL) =>
      new Promise<Response>((_, reject) => {
        if (input instanceof Request) input.signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const results = Promise.all([
      connect("good-token", hangs).whoAmI(signal),
      connect("good-token", hangs).writeNote(ben, note, signal),
    ]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await results).map(({ error }) => error?.kind)).toEqual(["unavailable", "uncertain"]);
  });

  test("a caller who has already given up sends nothing", async () => {
    const { error } = await connect().writeNote(ben, note, AbortSignal.abort());
    expect(error).toMatchObject({ kind: "unavailable" });
    expect(simulator.controls.requests()).toEqual([]);
  });

  test("a connection that never came about is no uncertainty", async () => {
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const refuses = () => Promise.reject(new TypeError("fetch failed", { cause }));
    expect((await connect("good-token", refuses).writeNote(ben, note, signal)).error).toMatchObject({
      kind: "unavailable",
    });
  });

  test("a redirect is not followed, so the token stays here", async () => {
    const seen: Request[] = [];
    const redirects = async (input: RequestInfo | URL) => {
      if (input instanceof Request) seen.push(input);
      return new Response(null, { status: 302, headers: { location: "https://example.com/" } });
    };
    expect((await connect("good-token", redirects).whoAmI(signal)).error).toMatchObject({ kind: "unauthorized" });
    expect(seen.map(({ redirect, url }) => [redirect, url])).toEqual([
      ["manual", "https://acme.pipedrive.com/api/v1/users/me"],
    ]);
  });

  test("an answer without end is not read to its end", async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(100_000));
        },
      });
    const flood = async () => new Response(endless(), { status: 200 });
    const kinds: (CrmFailure["kind"] | undefined)[] = [];
    kinds.push((await connect("good-token", flood).whoAmI(signal)).error?.kind);
    expect(pulled).toBeLessThan(15);
    kinds.push((await connect("good-token", flood).writeNote(ben, note, signal)).error?.kind);
    kinds.push((await connect("good-token", flood).findPeople("a@example.org", signal)).error?.kind);
    expect(kinds).toEqual(["rejected", "uncertain", "rejected"]);
  });
});

describe("too many calls", () => {
  test("a burst pauses the connection, and the call is made again when the limiter lets it", async () => {
    simulator.controls.addFault({ kind: "429_burst", times: 2 });
    expect((await connect().writeNote(ben, note, signal)).error).toBeNull();
    expect(pauses).toEqual([
      [2_000, "asked_to_wait"],
      [2_000, "asked_to_wait"],
    ]);
    expect(notesOfBen()).toHaveLength(1);
  });

  test("three tries are all there are", async () => {
    simulator.controls.addFault({ kind: "429_burst" });
    expect((await connect().whoAmI(signal)).error).toMatchObject({
      kind: "rate_limited",
      retryAfterMs: 2_000,
      daily: false,
    });
    expect(simulator.controls.requests()).toHaveLength(3);
  });

  test("the day's budget parks the connection until it is renewed, and the call is not made again", async () => {
    simulator = simulate({ limits: { tokensPerDay: 25 } });
    const crm = connect();
    expect((await crm.findPeople("dana@example.net", signal)).error).toBeNull();
    expect((await crm.writeNote(ben, note, signal)).error).toMatchObject({
      kind: "rate_limited",
      daily: true,
      retryAfterMs: 8 * 3_600_000,
    });
    expect(pauses).toEqual([[8 * 3_600_000, "daily_budget"]]);
    expect(notesOfBen()).toEqual([]);
  });

  test("a token that Cloudflare shuts out leaves Pipedrive alone for ten minutes", async () => {
    simulator.controls.addFault({ kind: "403_html" });
    expect((await connect().writeNote(ben, note, signal)).error).toMatchObject({ kind: "rate_limited", status: 403 });
    expect(pauses).toEqual([[600_000, "shut_out"]]);
    expect(simulator.controls.requests()).toHaveLength(1);
  });

  test.each([
    ["asked_to_wait", false],
    ["daily_budget", true],
    ["shut_out", false],
    ["busy", false],
  ] as const)("without leave (%s) no call is made", async (because, daily) => {
    const refusing: CallLimiter = {
      acquire: async () => ({ granted: false, retryAfterMs: 30_000, because }),
      pause: () => Promise.reject(new Error("not asked for")),
    };
    const crm = createPipedrive({
      baseUrl: "https://acme.pipedrive.com",
      apiToken: "t",
      fetch,
      limiter: refusing,
      ...clock,
    });
    expect((await crm.findPeople("dana@example.net", signal)).error).toMatchObject({
      kind: "rate_limited",
      retryAfterMs: 30_000,
      daily,
    });
    expect(simulator.controls.requests()).toEqual([]);
  });
});
