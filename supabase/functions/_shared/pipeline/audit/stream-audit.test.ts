import { expect, test } from "vitest";
import { fail, ok } from "../../platform/result.ts";
import { type AuditLine, type Place, auditColumns } from "./read-audit.ts";
import { streamAudit } from "./stream-audit.ts";

const line = (title: string): AuditLine => ({
  processed_at: "2026-11-20T10:00:00.123456+00:00",
  meeting_title: title,
  meeting_external_id: "171112070",
  attendee_name: "=Ben",
  attendee_email: "ben@example.org",
  outcome: "Found and Note Added",
  crm_person_id: "42",
  crm_note_id: "7",
  webhook_event_id: "e",
  error: null,
  reason: "person_found",
  meeting_started_at: "2026-11-20T11:00:00+02:00",
  meeting_id: "m",
});
const away = { kind: "unavailable", code: "57P01", message: "away" } as const;
const place = (id: number): Place => ({ at: "2026-11-20T10:00:00Z", id: String(id) });

/** Pages of one line each, and what happens after them. */
const pages = (count: number, then: ReturnType<typeof fail<typeof away>> | null = null) => {
  const asked: (string | null)[] = [];
  const read = async (after: Place | null) => {
    asked.push(after?.id ?? null);
    const number = Number(after?.id ?? 0);
    if (number < count) return ok({ lines: [line(`Meeting ${number}`)], next: place(number + 1) });
    return then ?? ok({ lines: [], next: null });
  };
  return { asked, read };
};
const ignore = (): void => undefined;

test("the columns that queries rely on come first, then a line for each attendee with times that spreadsheets read", async () => {
  const { read } = pages(2);
  const bytes = await new Response(await streamAudit(read, ignore)).arrayBuffer();
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
    `\ufeff${auditColumns.join(",")}\r\n` +
      [0, 1]
        .map(
          (n) =>
            `2026-11-20 10:00:00,Meeting ${n},171112070,'=Ben,ben@example.org,Found and Note Added,42,7,e,,person_found,2026-11-20 09:00:00,m\r\n`,
        )
        .join(""),
  );
});

test("without a line it is its header", async () => {
  const text = await new Response(await streamAudit(pages(0).read, ignore)).text();
  expect(text.trimEnd().split("\r\n")).toHaveLength(1);
});

test("no more pages are read than somebody takes", async () => {
  const { asked, read } = pages(1000);
  const reader = (await streamAudit(read, ignore)).getReader();
  for (let taken = 0; taken < 3; taken += 1) await reader.read();
  expect(asked.length).toBeLessThan(7);
  await reader.cancel();
  const before = asked.length;
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked.length).toBe(before);
});

test("a database that goes away at once is an answer of its own, and one that goes away later breaks the file off", async () => {
  await expect(streamAudit(pages(0, fail(away)).read, ignore)).rejects.toMatchObject({ failure: away });
  const told: string[] = [];
  const stream = await streamAudit(pages(2, fail(away)).read, ({ code }) => told.push(code));
  await expect(new Response(stream).text()).rejects.toMatchObject({ failure: away });
  expect(told).toEqual(["57P01"]);
});
