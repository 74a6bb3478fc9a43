import type { Cursor, ListedMeeting, Page } from "./list-meetings.ts";

/** The meetings of all pages; one that has moved meanwhile (its time came late) stands where it was seen first. */
export const flatten = (pages: readonly Page[]): ListedMeeting[] => {
  const seen = new Set<string>();
  return pages.flatMap((page) =>
    page.meetings.filter(({ id }) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    }),
  );
};

/** Which page holds the meeting of this number in the list. */
export const pageAt = (pages: readonly Page[], index: number): number => {
  let passed = 0;
  for (const [number, page] of pages.entries()) {
    passed += page.meetings.length;
    if (index < passed) return number;
  }
  return Math.max(0, pages.length - 1);
};

/** How many of these come before the place. */
const countUntil = (meetings: readonly ListedMeeting[], end: Cursor): number => {
  const at = meetings.findIndex(({ id }) => id === end.id);
  if (at >= 0) return at + 1;
  // The last meeting of the page is gone: what is older than it belongs to the next one.
  const older = meetings.findIndex(({ occurred_at }) => Date.parse(occurred_at) < Date.parse(end.occurredAt));
  return older < 0 ? meetings.length : older;
};

/**
 * The pages with one of them read anew. `fresh` began where that page begins and may go beyond its end: what is beyond is in the
 * next page. If so much was added that it does not reach the end, the pages after it go, and are read when they are looked at.
 */
export const withFreshPage = (pages: readonly Page[], number: number, fresh: Page): Page[] => {
  const end = pages[number]?.next ?? null;
  if (!end) return [...pages.slice(0, number), fresh];
  const count = countUntil(fresh.meetings, end);
  const reachesEnd =
    fresh.next === null || fresh.meetings.some(({ id }) => id === end.id) || count < fresh.meetings.length;
  if (!reachesEnd) return [...pages.slice(0, number), fresh];
  return [
    ...pages.slice(0, number),
    { meetings: fresh.meetings.slice(0, count), next: end },
    ...pages.slice(number + 1),
  ];
};

/** What is new at the top: the meetings of a first page read anew that stand before the first one that was known. */
export const newAtTop = (pages: readonly Page[], fresh: Page): ListedMeeting[] => {
  const known = new Set(flatten(pages).map(({ id }) => id));
  const first = fresh.meetings.findIndex(({ id }) => known.has(id));
  return first < 0 ? fresh.meetings : fresh.meetings.slice(0, first);
};
