import { describe, expect, test } from "vitest";
import { externalIdOf } from "./external-id.ts";
import { readFlatBody } from "./flat-body.ts";
import { fnv1a128 } from "./fnv.ts";

const idOf = (body: Record<string, unknown>): string => externalIdOf(readFlatBody(body));
const share_url = "https://fathom.video/share/kQ2vZ-Token_001?tab=summary";
const weekly = { title: "Weekly", scheduled_start_time: "2026-11-20T10:00:00Z", fathom_user_email: "ana@example.com" };

describe("the external id", () => {
  test("is Fathom's recording id, else the body's own, else the share link's token", () => {
    expect(idOf({ recording_id: 7, id: "8", share_url })).toBe("7");
    expect(idOf({ fathom_id: "7", id: "8", share_url })).toBe("7");
    expect(idOf({ id: "8", share_url })).toBe("8");
    expect(idOf({ share_url })).toBe("kQ2vZ-Token_001");
  });

  test("is else a hash that stays the same when text is added", () => {
    expect(idOf(weekly)).toMatch(/^sha-[0-9a-f]{32}$/);
    expect(idOf({ ...weekly, summary: "Late" })).toBe(idOf(weekly));
    expect(idOf({ ...weekly, scheduled_start_time: "2026-11-20 10:00" })).toBe(idOf(weekly));
  });

  test("tells apart by title, start, recorder and recording", () => {
    const others = [
      { ...weekly, title: "Monthly" },
      { ...weekly, scheduled_start_time: "2026-11-27T10:00:00Z" },
      { ...weekly, fathom_user_email: "dan@example.com" },
      { ...weekly, recording_url: "https://fathom.video/calls/1" },
      { ...weekly, recording_url: "https://fathom.video/calls/2" },
    ];
    expect(new Set([weekly, ...others].map(idOf)).size).toBe(6);
  });

  test("of two meetings without any time is another when they say something else", () => {
    const ids = [{ summary: "One" }, { summary: "Two" }].map((said) => idOf({ title: "Weekly", ...said }));
    expect(ids[0]).not.toBe(ids[1]);
  });

  test("does not take the bare share page for a token", () => {
    expect(idOf({ ...weekly, share_url: "https://fathom.video/share/" })).toBe(idOf(weekly));
  });
});

test.each([
  ["", "6c62272e07bb014262b821756295c58d"],
  ["a", "d228cb696f1a8caf78912b704e4a8964"],
  ["foobar", "343e1662793c64bf6f0d3597ba446f18"],
])("FNV-1a of 128 bits of %j is as published", (text, hash) => expect(fnv1a128(text)).toBe(hash));
