import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../platform/database.ts";
import { fail, ok } from "../../platform/result.ts";
import { SealError } from "../../platform/seal.ts";
import type { FathomApi } from "../../sources/fathom/api/client.ts";
import type { FathomFailure } from "../../sources/fathom/api/failure.ts";
import type { Job } from "../queue/jobs.ts";
import { type RemoveWebhookContext, removeWebhook } from "./remove-webhook.ts";

const job = { id: "j", leaseToken: "l", attempt: 1 } as Job;
let finished: (string | null)[];
let used: string[];
let backoffMs: number | null;
beforeEach(() => {
  finished = [];
  used = [];
  backoffMs = 5000;
});

type Answer = FathomFailure["kind"] | "deleted" | "gone" | "sealed";

/** What Fathom says to the key that the webhook was made with, and to the present one. */
const run = async (answers: Record<string, Answer>, presentKey: string | null = null) => {
  const loaded = {
    integrationId: "0f0e0d0c-0b0a-4908-8706-050403020100",
    webhookId: "w",
    sealedKey: "former",
    presentKey,
  };
  const rpc = async (name: string, args: { failure: string | null }) => {
    if (name === "finish_webhook_removal") finished.push(args.failure);
    return { data: name === "load_webhook_removal" ? loaded : true, error: null, status: 200 };
  };
  const context: RemoveWebhookContext = {
    database: { rpc } as unknown as Database,
    backoff: () => backoffMs,
    openFathom: async ({ sealedKey }) => {
      used.push(sealedKey);
      const answer = answers[sealedKey] ?? "gone";
      if (answer === "sealed") throw new SealError(null);
      const deleteWebhook = async () =>
        answer === "deleted" || answer === "gone"
          ? ok(answer)
          : fail({ kind: answer, status: 400, message: "No.", retryAfterMs: 7000 });
      return { deleteWebhook } as unknown as FathomApi;
    },
  };
  return removeWebhook(context, job, new AbortController().signal);
};

describe("a webhook that is to go", () => {
  test.each(["deleted", "gone"] as const)("is %s: done", async (answer) => {
    expect(await run({ former: answer })).toEqual({ end: "ended" });
    expect(finished).toEqual([null]);
  });

  test("is removed with the present key when the former one works no more", async () => {
    expect(await run({ former: "unauthorized", present: "deleted" }, "present")).toEqual({ end: "ended" });
    expect([used, finished]).toEqual([["former", "present"], [null]]);
  });

  test("is removed with the present key when the former one does not even open", async () => {
    await run({ former: "sealed", present: "deleted" }, "present");
    expect(finished).toEqual([null]);
  });

  test.each(["unauthorized", "forbidden", "rejected", "sealed"] as const)(
    "and cannot be (%s): a person is told to remove it",
    async (answer) => {
      await run({ former: answer });
      expect(finished).toEqual([expect.stringContaining("Remove it in Fathom")]);
    },
  );

  test("waits while Fathom takes no calls, which uses up no try", async () => {
    expect(await run({ former: "rate_limited" })).toEqual({ end: "parked", delayMs: 7000, failure: "No." });
  });

  test("is tried again while Fathom is away; after the last try a person is told", async () => {
    expect(await run({ former: "unavailable" })).toEqual({ end: "retry", delayMs: 5000, failure: "No." });
    backoffMs = null;
    expect(await run({ former: "unavailable" })).toEqual({ end: "ended" });
    expect(finished).toEqual([expect.stringContaining("Remove it in Fathom")]);
  });
});
