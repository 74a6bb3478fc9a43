import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addSampleOrganization } from "./sample-organization.ts";
import { simulate } from "./test-simulator.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "debrief-simulator-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const start = (more: object = {}) => simulate({ journalPath: join(folder, "data", "fathom.jsonl"), ...more });

test("users, meetings and webhooks are there after a restart, and a deleted webhook is not", async () => {
  const first = start();
  const key = first.add("Ana");
  const { recordingIds } = first.controls.addPast({ recordedBy: "ana@example.com", count: 12 });
  const [kept, deleted] = [await first.webhook(key), await first.webhook(key)];
  await first.call(key, "DELETE", `/webhooks/${deleted.json.id}`);
  first.controls.revokeKey("ana@example.com");
  const second = start();
  expect((await second.get(key, "/meetings")).status).toBe(401);
  second.controls.restoreKey("ana@example.com");
  expect(await second.idsOf(key)).toEqual(recordingIds);
  expect(second.controls.webhooks().map(({ id }) => id)).toEqual([kept.json.id]);
  expect(second.controls.endMeeting({ recordedBy: "ana@example.com" }).recordingId).toBe(
    Math.max(...first.controls.meetings().map(({ id }) => id)) + 1,
  );
});

test("what was under way goes on after a restart: a call's stages, and a delivery's tries with the same id", async () => {
  const first = start();
  await first.webhook(first.add("Ana"));
  first.controls.endMeeting({ recordedBy: "ana@example.com" });
  const second = start();
  second.answer(() => new Response(null, { status: 500 }));
  await second.pass(180_000);
  const third = start();
  await third.pass(180_000);
  expect(third.received).toEqual([]);
  await third.pass(5_000);
  await third.pass(86_400_000);
  expect(third.received).toHaveLength(1);
  const idOf = ({ received }: typeof first) => received[0]?.headers.get("webhook-id");
  expect(idOf(third)).toBe(idOf(second));
  expect(third.received[0]?.body).toBe(second.received[0]?.body);
  expect(third.controls.deliveries()).toMatchObject([{ attempts: [{ status: 500 }, { status: 202 }] }]);
});

test("an attempt that a stop has broken off does not count", async () => {
  const first = start({
    fetch: (_url: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  });
  await first.webhook(first.add("Ana"));
  first.controls.endMeeting({ recordedBy: "ana@example.com" });
  const passing = first.pass(180_000);
  await first.stop();
  await passing;
  const second = start();
  await second.pass(180_000);
  expect(second.controls.deliveries()).toMatchObject([{ attempts: [{ status: 202 }] }]);
});

test("the sample company comes once: three people with keys, and sixty meetings on working days", () => {
  const host = { email: "ana.host@example.com", apiKey: "fathom-demo-0" };
  const first = start();
  addSampleOrganization(first.controls, host);
  const second = start();
  addSampleOrganization(second.controls, host);
  const keys = (simulator: typeof first) => simulator.controls.users().map(({ apiKey }) => apiKey);
  expect(keys(second)).toEqual(keys(first));
  expect(keys(second)).toHaveLength(3);
  const meetings = second.controls.meetings();
  expect(meetings).toHaveLength(60);
  for (const { start: begin, end } of meetings) {
    expect([0, 6]).not.toContain(new Date(begin).getUTCDay());
    expect(Date.parse(end)).toBeLessThan(Date.parse("2026-08-20T16:00:00Z"));
  }
});

test("a webhook that is ensured comes once, follows its address, and leaves a webhook made by hand alone", async () => {
  const { controls, add, webhook } = start();
  const [ana, bo] = [add("Ana"), add("Bo")];
  const secret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";
  const ensure = (ownerEmail: string, url: string) =>
    controls.ensureWebhook({ ownerEmail, id: "Ensured", url, secret });
  ensure("ana@example.com", "https://example.com/1");
  ensure("ana@example.com", "https://example.com/2");
  expect(controls.webhooks()).toMatchObject([{ id: "Ensured", url: "https://example.com/2", secret }]);
  await webhook(bo);
  ensure("bo@example.com", "https://example.com/1");
  expect(controls.webhooks()).toHaveLength(2);
  await webhook(ana);
  ensure("ana@example.com", "https://example.com/2");
  expect(controls.webhooks()).toHaveLength(3);
});
