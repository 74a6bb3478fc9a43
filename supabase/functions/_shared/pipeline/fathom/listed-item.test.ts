import { expect, test } from "vitest";
import { readListed, toListedItem } from "./listed-item.ts";

const item = {
  recording_id: 171112201,
  title: "Kick-off",
  created_at: "2026-11-20T10:31:00+01:00",
  share_url: "https://fathom.video/share/Token-1",
  recording_start_time: "2026-11-20T09:00:00Z",
};

test("an item says what it brings, and goes into the inbox as it came", async () => {
  expect(await toListedItem(readListed(item))).toMatchObject({
    externalId: "171112201",
    shareToken: "Token-1",
    createdAt: "2026-11-20T09:31:00.000Z",
    body: JSON.stringify(item),
    hasSummary: false,
    hasTranscript: false,
    hasActionItems: false,
  });
  const whole = { ...item, default_summary: { markdown_formatted: "# S" }, transcript: [], action_items: [] };
  expect(await toListedItem(readListed(whole))).toMatchObject({
    hasSummary: true,
    hasTranscript: true,
    hasActionItems: true,
  });
});

test("the same content has the same delivery id, other content another", async () => {
  const idOf = async (value: unknown) => (await toListedItem(readListed(value))).deliveryId;
  expect(await idOf(item)).toBe(await idOf({ ...item }));
  expect(await idOf(item)).not.toBe(await idOf({ ...item, title: "Another" }));
  expect(await idOf(item)).toMatch(/^171112201:/);
});

test.each([null, 42, "text", [], {}, { created_at: "yesterday" }, undefined])(
  "%j is no meeting, and kept all the same",
  async (value) => {
    expect(await toListedItem(readListed(value))).toMatchObject({
      externalId: null,
      createdAt: null,
      deliveryId: expect.stringMatching(/^unreadable:/),
      body: JSON.stringify(value ?? null),
    });
  },
);

test("the length is counted in bytes", async () => {
  expect(await toListedItem(readListed("Zoë"))).toMatchObject({ bytes: 6 });
});

test.each(["+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00Z", "2026-02-30T10:00:00Z"])(
  "made at %s, which no calendar has, it was made at no known time",
  (createdAt) => {
    expect(readListed({ ...item, created_at: createdAt })).toMatchObject({
      createdAt: null,
      meeting: { externalId: "171112201" },
    });
  },
);

test("nested more deeply than can be written down, it comes without that part", async () => {
  const circle: Record<string, unknown> = { ...item };
  circle["extra"] = { circle };
  expect(await toListedItem(readListed(circle))).toMatchObject({ externalId: "171112201", body: JSON.stringify(item) });
  expect(await toListedItem(readListed(circle["extra"]))).toMatchObject({ externalId: null, body: "{}" });
});

test("an id as long as may be still begins the delivery id, which fits", async () => {
  const { deliveryId } = await toListedItem(readListed({ ...item, recording_id: "9".repeat(200) }));
  expect(deliveryId).toMatch(/^9{180}:[0-9a-f]{16}$/);
});
