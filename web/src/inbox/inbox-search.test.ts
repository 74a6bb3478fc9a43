import { expect, test } from "vitest";
import { inboxSchema } from "./inbox-search.ts";

test("an address with everything right is read as it is", () => {
  const search = {
    state: "dead",
    origin: "sweep",
    account: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    from: "2026-11-01",
    to: "2026-11-30",
    delivery: "msg_1",
    page: 3,
    event: "7c9e6679-7425-40de-944b-e07fc1f90ae8",
  };
  expect(inboxSchema.parse(search)).toEqual(search);
});

test("what is wrong in an address is as good as not there", () => {
  const wrong = {
    state: "lost",
    origin: 1,
    account: "x",
    from: "2026-02-30",
    to: [],
    delivery: " ",
    page: -1,
    event: 5,
  };
  const { state, origin, account, from, to, delivery, page, event } = inboxSchema.parse(wrong);
  expect([state, origin, account, from, to, delivery, page, event]).toEqual(Array(8).fill(undefined));
});
