import { describe, expect, test } from "vitest";
import { type ListedMeeting, type Page, cursorOf } from "./list-meetings.ts";
import { flatten, newAtTop, pageAt, withFreshPage } from "./pages.ts";

/** A meeting of this hour; later ones come first in a list. */
const at = (hour: number, title = `at ${hour}`): ListedMeeting => ({
  id: `m${hour}`,
  title,
  occurred_at: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(),
  duration_seconds: null,
  recorded_by_name: null,
  recorded_by_email: null,
  outcomes: {},
  found_in: null,
  passage: null,
});
const page = (hours: number[], hasNext = true): Page => {
  const meetings = hours.map((hour) => at(hour));
  const last = meetings.at(-1);
  return { meetings, next: hasNext && last ? cursorOf(last) : null };
};
const hours = (pages: Page[]) => pages.map(({ meetings }) => meetings.map(({ id }) => Number(id.slice(1))));

const pages = [page([20, 18]), page([16, 14]), page([12], false)];

describe("a page that is read anew", () => {
  test("brings what is new in it, and leaves the others as they are", () => {
    expect(hours(withFreshPage(pages, 0, page([21, 20, 19, 18, 16])))).toEqual([[21, 20, 19, 18], [16, 14], [12]]);
    expect(hours(withFreshPage(pages, 1, page([16, 15, 14, 12], false)))).toEqual([[20, 18], [16, 15, 14], [12]]);
    expect(hours(withFreshPage(pages, 2, page([12, 11], false)))).toEqual([
      [20, 18],
      [16, 14],
      [12, 11],
    ]);
  });

  test("shows what has changed in a meeting", () => {
    const fresh = { meetings: [at(20, "renamed"), at(18)], next: null };
    expect(flatten(withFreshPage(pages, 0, fresh)).map(({ title }) => title)[0]).toBe("renamed");
  });

  test("leaves out what is gone, also when it was the last of the page", () => {
    expect(hours(withFreshPage(pages, 0, page([20, 16])))).toEqual([[20], [16, 14], [12]]);
    expect(hours(withFreshPage(pages, 1, page([12], false)))).toEqual([[20, 18], [], [12]]);
    expect(hours(withFreshPage(pages, 0, page([], false)))).toEqual([[], [16, 14], [12]]);
  });

  test("ends the list where it ends itself when more was added than it holds, so that nothing is skipped", () => {
    const after = withFreshPage(pages, 0, page([23, 22, 21]));
    expect(hours(after)).toEqual([[23, 22, 21]]);
    expect(after.at(-1)?.next).toEqual(cursorOf(at(21)));
  });
});

test("a meeting whose time came late is not listed twice", () => {
  expect(flatten([page([20, 12]), page([12, 10])]).map(({ id }) => id)).toEqual(["m20", "m12", "m10"]);
});

test("what is new at the top is known by the first meeting that was there", () => {
  expect(newAtTop(pages, page([22, 21, 20, 19])).map(({ id }) => id)).toEqual(["m22", "m21"]);
  expect(newAtTop(pages, page([20, 19]))).toEqual([]);
  expect(newAtTop([page([], false)], page([20]))).toHaveLength(1);
});

test("the page of a row is found by its number", () => {
  expect([0, 1, 2, 4, 99].map((index) => pageAt(pages, index))).toEqual([0, 0, 1, 2, 2]);
  expect(pageAt([], 0)).toBe(0);
});
