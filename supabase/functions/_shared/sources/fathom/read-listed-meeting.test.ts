import { describe, expect, test } from "vitest";
import first from "../../../../../tests/fixtures/fathom/20_api_meetings_page1.json" with { type: "json" };
import older from "../../../../../tests/fixtures/fathom/23_api_meetings_last_page_cursor_key_missing.json" with { type: "json" };
import { readDelivery } from "./read-delivery.ts";
import { readListedMeeting } from "./read-listed-meeting.ts";

describe("a meeting of the API's list", () => {
  test("is the meeting that its webhook would bring", () => {
    const listed = [...first.items, ...older.items].map(readListedMeeting);
    expect(listed.map((meeting) => [meeting?.externalId, meeting?.title])).toEqual([
      ["171112201", "Discovery call"],
      ["171112202", "Discovery call"],
      [expect.stringMatching(/^sha-/), "Kris N"],
    ]);
    expect(listed).toEqual([first.items, older.items].flatMap((items) => readDelivery(items).data?.meetings));
  });

  test.each([[null], [undefined], [7], ["x"], [[]], [{}], [{ recording_id: 5 }], [{ title: "Call" }]])(
    "is not %j",
    (item) => expect(readListedMeeting(item)).toBeNull(),
  );
});
