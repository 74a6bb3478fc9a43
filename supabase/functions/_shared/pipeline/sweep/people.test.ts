import { expect, test } from "vitest";
import { fail, ok } from "../../platform/result.ts";
import type { FathomApi } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import { readListed } from "../fathom/listed-item.ts";
import { peopleIn, readMembers } from "./people.ts";

const recorded = (email: string, created_at: string) =>
  readListed({ recording_id: 1, title: "T", created_at, recorded_by: { name: "N", email } });

test("members and colleagues who record are remembered once each, with their latest recording; others are not", () => {
  const listed = [
    recorded("bo@example.com", "2026-11-20T10:00:00Z"),
    recorded("bo@example.com", "2026-11-21T10:00:00Z"),
    recorded("contractor@example.net", "2026-11-19T10:00:00Z"),
    recorded("stranger@example.org", "2026-11-19T10:00:00Z"),
    readListed("garbage"),
  ];
  const members = [
    { name: "Mia", email: "mia@example.com" },
    { name: "Con", email: "contractor@example.net" },
  ];
  expect(peopleIn(listed, members, "ana@example.com")).toEqual([
    { email: "mia@example.com", name: "Mia", isMember: true, lastRecordedAt: null },
    { email: "contractor@example.net", name: "Con", isMember: true, lastRecordedAt: "2026-11-19T10:00:00.000Z" },
    { email: "bo@example.com", name: "N", isMember: false, lastRecordedAt: "2026-11-21T10:00:00.000Z" },
  ]);
});

const apiWith = (failure: FathomFailure["kind"] | null) =>
  ({
    teamMembers: async (cursor: string | null) => {
      if (cursor !== null && failure) return fail({ kind: failure, status: 500, message: "No." });
      const items = [{ name: null, email: `${cursor ?? "first"}@example.com` }];
      return ok({ items, nextCursor: cursor === null ? "second" : null });
    },
  }) as unknown as FathomApi;

test("a team that cannot be read whole is read as far as it can be; only key and limit are failures", async () => {
  const signal = new AbortController().signal;
  expect((await readMembers(apiWith(null), signal)).data).toHaveLength(2);
  expect((await readMembers(apiWith("forbidden"), signal)).data).toHaveLength(1);
  expect((await readMembers(apiWith("garbage"), signal)).data).toHaveLength(1);
  expect((await readMembers(apiWith("unauthorized"), signal)).error?.kind).toBe("unauthorized");
  expect((await readMembers(apiWith("rate_limited"), signal)).error?.kind).toBe("rate_limited");
});
