import { describe, expect, test } from "vitest";
import { fail, ok, type Result } from "../../../platform/result.ts";
import type { Page } from "./client.ts";
import { type FathomFailure, notSent } from "./failure.ts";
import { walkPages } from "./walk-pages.ts";

type Answer = Result<Page<number>, FathomFailure>;
const page = (item: number, nextCursor: string | null): Answer => ok({ items: [item], nextCursor });

/** Walks through the answers, each under its cursor; the first under "". */
const walk = async (answers: Record<string, Answer>, mostPages = 10) => {
  const asked: (string | null)[] = [];
  const pages: unknown[] = [];
  const walked = walkPages(async (cursor) => {
    asked.push(cursor);
    return answers[cursor ?? ""] ?? fail(notSent());
  }, mostPages);
  for await (const { data, error } of walked) pages.push(error?.kind ?? data?.items[0]);
  return { asked, pages };
};

describe("walking a list", () => {
  test("goes from page to page with the cursor of the one before, and ends where there is none", async () => {
    expect(await walk({ "": page(1, "a"), a: page(2, "b"), b: page(3, null) })).toEqual({
      asked: [null, "a", "b"],
      pages: [1, 2, 3],
    });
  });

  test("ends at an empty cursor", async () => {
    expect(await walk({ "": page(1, "") })).toEqual({ asked: [null], pages: [1] });
  });

  test("reads as many pages as it may", async () => {
    expect((await walk({ "": page(1, "a"), a: page(2, "b") }, 2)).pages).toEqual([1, 2]);
    expect((await walk({ "": page(1, "a") }, 0)).asked).toEqual([]);
  });

  test("ends with a failure, after the pages before it", async () => {
    expect(await walk({ "": page(1, "a"), a: fail(notSent()) })).toEqual({
      asked: [null, "a"],
      pages: [1, "unavailable"],
    });
  });

  test.each([
    ["to itself", { "": page(1, "a"), a: page(2, "a") }, [1, 2, "cursor_loop"]],
    ["to a page before", { "": page(1, "a"), a: page(2, "b"), b: page(3, "a") }, [1, 2, 3, "cursor_loop"]],
  ])("stops where a page leads back %s, and says so", async (_, answers, pages) => {
    expect((await walk(answers)).pages).toEqual(pages);
  });

  test("asks for nothing more once nobody takes the pages", async () => {
    let asked = 0;
    const walked = walkPages(async () => page((asked += 1), String(asked)), 10);
    for await (const _ of walked) break;
    expect(asked).toBe(1);
  });
});
