import { describe, expect, test } from "vitest";
import type { Delivery, HistoryLine } from "./read-history.ts";
import { timelineOf } from "./timeline.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
const delivery = (id: string, receivedAt: number, more: Partial<Delivery["webhook_events"]> = {}): Delivery => ({
  created_at: at(receivedAt + 1),
  webhook_events: {
    id,
    origin: "webhook",
    state: "processed",
    received_at: at(receivedAt),
    finished_at: at(receivedAt + 5),
    attempts: 1,
    error: null,
    ...more,
  },
});
let lastId = 0;
const line = (second: number, what: string, more: Partial<HistoryLine> = {}): HistoryLine => ({
  id: (lastId += 1),
  what,
  reason: null,
  attempts: 0,
  happened_at: at(second),
  outcome_id: "ben",
  event_id: "a",
  decided_by: null,
  ...more,
});
const said = (deliveries: Delivery[], lines: HistoryLine[]): string[] =>
  timelineOf({ deliveries, lines }, "me").map(({ words, detail, outcomeIds }) =>
    [words, detail, outcomeIds.join("+")].filter(Boolean).join(" | "),
  );

describe("a meeting's timeline", () => {
  test("tells from the delivery to the note, and of a later delivery, in order", () => {
    expect(
      said(
        [delivery("a", 0), delivery("b", 100, { origin: "sweep" })],
        [
          line(2, "note_added", { reason: "person_found" }),
          line(101, "summary_came", { outcome_id: null, event_id: null }),
          line(103, "note_updated", { event_id: "b" }),
        ],
      ),
    ).toEqual([
      "Received from Fathom",
      "Stored as this meeting",
      "Logged in Pipedrive | Found by e-mail address. | ben",
      "Found by the check for missed meetings",
      "Added to this meeting",
      "The summary came",
      "Note in Pipedrive brought up to date | ben",
    ]);
  });

  test("says once what happened to several together, and apart what did not", () => {
    const lines = [
      line(2, "note_added"),
      line(3, "note_added", { outcome_id: "zoe" }),
      line(4, "not_found", { outcome_id: "kim" }),
      line(90, "note_added", { outcome_id: "kim" }),
    ];
    expect(said([], lines)).toEqual([
      "Logged in Pipedrive | ben+zoe",
      "Not found in Pipedrive | kim",
      "Logged in Pipedrive | kim",
    ]);
  });

  test("says which tries did not work and why, and where a delivery is stuck", () => {
    expect(
      said(
        [delivery("a", 0, { state: "dead", attempts: 8, error: "Nobody answered." })],
        [line(3, "tried", { attempts: 1, reason: "crm_unavailable" })],
      ),
    ).toEqual([
      "Received from Fathom",
      "Stored as this meeting",
      "Try 1 did not work | Pipedrive did not answer. Debrief tries again by itself. | ben",
      "Given up after 8 tries | Nobody answered.",
    ]);
  });

  test.each([
    ["me", "Person chosen by you | ben"],
    ["other", "Person chosen by a colleague | ben"],
    [null, "Person chosen by somebody who has left | ben"],
  ])("says whose decision it was: %s", (decided_by, expected) => {
    expect(said([], [line(1, "person_chosen", { decided_by })])).toEqual([expected]);
  });

  test("does not hide what it does not know", () => {
    expect(said([], [line(1, "something_new")])).toEqual(["Changed in a way that this page does not know yet | ben"]);
  });
});
