import { expect, test } from "vitest";
import { theStack } from "../support/the-stack.ts";

test("the worker's health says to anybody that the clock rings, and nothing about anyone", async () => {
  const response = await fetch(`${theStack().apiUrl}/functions/v1/worker/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: "ok",
    rungSecondsAgo: expect.any(Number),
    queued: expect.any(Number),
    oldestSeconds: expect.any(Number),
  });
});
