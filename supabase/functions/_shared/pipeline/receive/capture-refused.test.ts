import { describe, expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import type { FindCandidates } from "./candidates.ts";
import { type Refusal, createCaptureRefused } from "./capture-refused.ts";

const candidate = { byToken: false, keys: [], isSealed: false };
const claims = { tokenHash: null, integrationHint: null, emails: ["ana.host@example.com"] };

/** What is kept of a refusal: each call of the database, in order. */
const kept = async (refusal: Partial<Refusal>, findCandidates?: FindCandidates) => {
  const calls: unknown[] = [];
  const database = {
    rpc: (name: string, values: object) => {
      calls.push({ name, ...values });
      return Promise.resolve({ data: null, error: null, status: 204 });
    },
  } as unknown as Database;
  const find: FindCandidates = async (asked, { fresh }) => {
    calls.push({ asked, fresh });
    const candidates = [
      { ...candidate, integrationId: "a", captures: true },
      { ...candidate, integrationId: "b", captures: false },
    ];
    return { data: { candidates, fromCache: false, confirmed: false }, error: null };
  };
  createCaptureRefused(
    database,
    findCandidates ?? find,
  )({
    reason: "no_match",
    headers: new Headers({
      "webhook-signature": "v1,secret",
      authorization: "Bearer secret",
      "user-agent": "Fathom/1",
    }),
    body: new TextEncoder().encode("{}"),
    bodyBytes: 2,
    meantFor: { integrationIds: ["a"] },
    ...refusal,
  });
  await new Promise((resolve) => setTimeout(resolve));
  return calls;
};

describe("a delivery that was refused", () => {
  test("is kept without secrets", async () => {
    const [row] = await kept({});
    expect(row).toMatchObject({
      name: "capture_refused",
      integrations: ["a"],
      refusal: "no_match",
      body_start: "{}",
      whole_bytes: 2,
    });
    expect(JSON.stringify(row)).not.toContain("secret");
    expect(row).toMatchObject({
      refused_headers: { "user-agent": "Fathom/1", "webhook-signature": "(present)", "webhook-id": null },
    });
  });

  test("is not kept when nobody wants to see it", async () => {
    expect(await kept({ meantFor: { integrationIds: [] } })).toEqual([]);
  });

  test("that nobody was looked for is looked up anew, and kept for those who want to see it", async () => {
    expect(await kept({ meantFor: { claims } })).toMatchObject([
      { asked: claims, fresh: true },
      { integrations: ["a"] },
    ]);
  });

  test("is lost quietly when the database is away", async () => {
    const away: FindCandidates = () => Promise.reject(new TypeError("connection refused"));
    expect(await kept({ meantFor: { claims } }, away)).toEqual([]);
  });

  test.each([50 * 1024 * 1024, 2 ** 31 + 5, 1e300, 7.5])(
    "of an announced length of %s fits into its column",
    async (bodyBytes) => {
      const [row] = (await kept({ bodyBytes })) as { whole_bytes: number }[];
      expect(row?.whole_bytes).toBe(Math.min(Math.floor(bodyBytes), 2 ** 31 - 1));
    },
  );
});
