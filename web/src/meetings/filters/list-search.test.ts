import { describe, expect, test } from "vitest";
import { listSchema, wantedOf } from "./list-search.ts";

describe("an address of the list", () => {
  test("says what is wanted", () => {
    const search = {
      q: "renewal acme",
      whose: "mine",
      outcome: "not_found",
      from: "2026-11-01",
      to: "2026-11-30",
      person: "ben@example.org",
      origin: "sweep",
    };
    expect(listSchema.parse(search)).toEqual(search);
  });

  test.each([
    [{ q: 2026 }, { q: "2026" }],
    [{ q: "  acme " }, { q: "acme" }],
    [{ q: " " }, {}],
    [{ q: ["a"], person: {} }, {}],
    [{ outcome: "constructor", whose: "theirs", origin: "" }, {}],
    [{ from: "yesterday", to: "2026-02-30" }, {}],
    [{ q: "kept", outcome: 7, page: 3 }, { q: "kept" }],
  ])("that is typed by hand as %j is read as %j", (search, expected) => {
    expect(wantedOf(listSchema.parse(search))).toEqual(expected);
  });
});

test("days are whole days where the person is, the last one included", () => {
  const { from = "", to = "" } = wantedOf({ from: "2026-10-25", to: "2026-10-31" });
  expect([new Date(from), new Date(to)]).toEqual([new Date(2026, 9, 25), new Date(2026, 10, 1)]);
});

test("a manager who asks for the team asks for everything", () => {
  expect(wantedOf({ whose: "team" })).toEqual({});
});
