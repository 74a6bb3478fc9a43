import { Hono } from "hono";
import { watchUnproven } from "@shared/pipeline/receive/limit-unproven.ts";
import {
  type ReceiveContext,
  type Received,
  claimsOf,
  receiveDelivery,
} from "@shared/pipeline/receive/receive-delivery.ts";
import type { Log } from "@shared/platform/log.ts";
import { readBody } from "@shared/platform/read-body.ts";

export const maxBodyBytes = 10 * 1024 * 1024;

export interface WebhookContext extends ReceiveContext {
  log: Log;
  /** Tells a worker that there is something to do. Called after the answer is decided; never awaited. */
  ringWorker: () => void;
}

const tooLarge = { error: { code: "too_large", message: "The body is larger than 10 MiB." } };

const unreadAnswers = {
  broken_off: { status: 400, answer: { error: { code: "malformed", message: "The body broke off before its end." } } },
  too_slow: { status: 408, answer: { error: { code: "too_slow", message: "The body took longer than a minute." } } },
} as const;

const answers = {
  malformed: { status: 400, code: "malformed" },
  unauthenticated: { status: 401, code: "unauthenticated" },
  flooding: { status: 429, code: "too_many" },
  unavailable: { status: 503, code: "unavailable" },
} as const;

/** When to come again, in seconds. In a minute a good part of what a sender may send is free again. */
const comeAgainAfter: { [status: number]: string } = { 429: "60", 503: "30" };

const sentence = (received: Exclude<Received, { eventId: string }>): string => {
  switch (received.outcome) {
    case "malformed":
      return received.message;
    case "unauthenticated":
      // One sentence for every reason: it must not tell which addresses, tokens or integrations exist.
      return "The delivery could not be authenticated. Check the webhook's address and its signing secret in Debrief.";
    case "flooding":
      return "Too many deliveries at once. Send this one again later.";
    case "unavailable":
      return "The delivery could not be stored now. Send it again.";
  }
};

/** The public function: `POST /fathom-webhook` takes a delivery, `GET /fathom-webhook/health` says that it is there. */
export const createApp = (context: WebhookContext) => {
  const app = new Hono().basePath("/fathom-webhook");

  app.get("/health", (c) => c.json({ status: "ok" }));

  app.post("/", async (c) => {
    const startedAt = performance.now();
    const { data: body, error: unread } = await readBody(c.req.raw, maxBodyBytes);
    if (unread === "broken_off" || unread === "too_slow") {
      const { status, answer } = unreadAnswers[unread];
      context.log({
        unit: "receive",
        source: "fathom",
        result: unread,
        status,
        durationMs: performance.now() - startedAt,
      });
      return c.json(answer, status);
    }
    if (unread) {
      context.log({
        unit: "receive",
        source: "fathom",
        result: "too_large",
        status: 413,
        durationMs: performance.now() - startedAt,
      });
      const headers = c.req.raw.headers;
      const claims = await claimsOf({
        headers,
        token: c.req.query("token") ?? null,
        integrationHint: c.req.query("integration") ?? null,
      });
      const bodyBytes = Number(headers.get("content-length") ?? 0) || maxBodyBytes;
      const { isHeld, countRefusal } = await watchUnproven(context.unproven, headers, claims);
      countRefusal();
      if (!isHeld) {
        context.onRefused({ reason: "too_large", headers, body: new Uint8Array(), bodyBytes, meantFor: { claims } });
      }
      return c.json(tooLarge, 413);
    }
    const received = await receiveDelivery(
      {
        body,
        headers: c.req.raw.headers,
        token: c.req.query("token") ?? null,
        integrationHint: c.req.query("integration") ?? null,
      },
      context,
    );
    const fields = {
      unit: "receive",
      source: "fathom",
      result: received.outcome,
      payloadBytes: body.length,
      durationMs: performance.now() - startedAt,
    } as const;
    switch (received.outcome) {
      case "accepted":
      case "duplicate": {
        const status = received.outcome === "accepted" ? 202 : 200;
        if (status === 202) context.ringWorker();
        context.log({ ...fields, status, eventId: received.eventId, ...received.proof });
        return c.json({ status: received.outcome, event_id: received.eventId }, status);
      }
      default: {
        const { status, code } = answers[received.outcome];
        context.log({ ...fields, status, errorCode: "why" in received ? received.why : code });
        const after = comeAgainAfter[status];
        if (after !== undefined) c.header("Retry-After", after);
        return c.json({ error: { code, message: sentence(received) } }, status);
      }
    }
  });

  app.all("/", (c) => {
    c.header("Allow", "POST");
    return c.json({ error: { code: "method_not_allowed", message: "Deliveries are sent with POST." } }, 405);
  });
  app.notFound((c) => c.json({ error: { code: "not_found", message: "There is nothing at this address." } }, 404));
  app.onError((error, c) => {
    context.log({
      unit: "receive",
      source: "fathom",
      result: "crashed",
      status: 503,
      errorCode: error.name,
      durationMs: 0,
    });
    c.header("Retry-After", "30");
    return c.json({ error: { code: "unavailable", message: sentence({ outcome: "unavailable", why: "" }) } }, 503);
  });
  return app;
};
