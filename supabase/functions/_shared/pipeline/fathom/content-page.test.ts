import { expect, test } from "vitest";
import { fail, ok } from "../../platform/result.ts";
import type { FathomApi } from "../../sources/fathom/api/client.ts";
import { notFound, notSent, tooLarge } from "../../sources/fathom/api/failure.ts";
import { contentOf } from "./content-page.ts";
import { readListed } from "./listed-item.ts";

const item = { recording_id: 7, title: "Marathon", created_at: "2026-11-20T10:00:00Z" };
const said = [{ speaker: { display_name: "Ben" }, text: "Hello.", timestamp: "00:00:01" }];

const apiWith = (answers: Partial<Record<"listMeetings" | "recordingSummary" | "recordingTranscript", unknown>>) =>
  ({
    listMeetings: async () => fail(tooLarge(200)),
    recordingSummary: async () => ok("# Summary"),
    recordingTranscript: async () => ok(said),
    ...Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, async () => answer])),
  }) as unknown as FathomApi;
const content = (answers: Parameters<typeof apiWith>[0] = {}) =>
  contentOf(apiWith(answers), readListed(item), new AbortController().signal);

test("a meeting is found among those that were made at its moment", async () => {
  const items = [
    { ...item, recording_id: 6 },
    { ...item, default_summary: "s", transcript: said },
  ];
  const { data } = await content({ listMeetings: ok({ items, nextCursor: null }) });
  expect(data).toMatchObject({ meeting: { externalId: "7", hasSummary: true, hasTranscript: true } });
});

test("when what was made at its moment is too large, it comes with summary and transcript by themselves", async () => {
  const { data } = await content();
  expect(JSON.parse(data?.body ?? "")).toEqual({ ...item, default_summary: "# Summary", transcript: said });
});

test.each([
  ["is too large", tooLarge(200)],
  ["is not there", notFound(404)],
])("a transcript that %s is left out, and nothing else", async (_, failure) => {
  const { data } = await content({ recordingTranscript: fail(failure) });
  expect(data?.meeting).toMatchObject({ hasSummary: true, hasTranscript: false });
});

test("what could not be asked for is tried again: nothing of it is taken for missing", async () => {
  expect((await content({ recordingTranscript: fail(notSent()) })).error?.kind).toBe("unavailable");
});
