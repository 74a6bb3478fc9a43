import type { Context, MiddlewareHandler } from "hono";
import * as z from "zod";
import { loseConnection, neverAnswer } from "../shared/lose-connection.ts";
import { type CallCounts, apiBase, endpointOf } from "./call-counts.ts";
import { ownerOfKey } from "./company.ts";
import { answerInstead, type Faults } from "./faults.ts";
import { asksForMuch } from "./list-meetings.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Store } from "./store.ts";

interface Gateway {
  store: Store;
  limits: RateLimits;
  faults: Faults;
  counts: CallCounts;
  sleep: (ms: number) => Promise<void>;
}

const isHeavy = (context: Context): boolean =>
  context.req.path.startsWith(`${apiBase}/recordings/`) ||
  (context.req.path === `${apiBase}/meetings` && asksForMuch(new URL(context.req.url).searchParams));

/** What stands before every API route: key, limits, faults; and it counts the call. */
export const gateway = (options: Gateway): MiddlewareHandler => {
  const pass: MiddlewareHandler = async (context, next) => {
    const user = ownerOfKey(options.store, context);
    const verdict = options.limits.judge(context.req.header("x-api-key") ?? "", isHeavy(context));
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value);
    if (!verdict.passed) return context.json({ error: "rate_limited" }, 429);
    const fault = options.faults.take(user?.email, context.req.method, context.req.path);
    if (fault?.kind === "slow") await options.sleep(fault.milliseconds);
    if (fault?.kind === "timeout") return neverAnswer(context);
    const instead = fault && answerInstead(context, fault.kind);
    if (instead) return instead;
    if (!user || user.revoked) return context.json({ error: "unauthorized" }, 401);
    await next();

    if (fault?.kind === "timeout_after_write") replaceAnswer(context, await neverAnswer(context));
    if (fault?.kind === "lost_after_write") replaceAnswer(context, loseConnection(context));
    if (fault?.kind === "odd_items" || fault?.kind === "cursor_loop") await spoilAnswer(context, fault.kind);
    return undefined;
  };

  return async (context, next) => {
    const email = ownerOfKey(options.store, context)?.email ?? null;
    const call = { email, endpoint: endpointOf(context.req.method, context.req.path), heavy: isHeavy(context) };
    const response = await pass(context, next);
    const answer = response ?? context.res;
    const lost = answer.type === "error" || answer.headers.has("x-hono-already-sent");
    options.counts.add({ ...call, status: lost ? 0 : answer.status });
    return response ?? undefined;
  };
};

/** Without keeping the headers of the answer before it, which Hono does unless that is taken away first. */
const replaceAnswer = (context: Context, response: Response): void => {
  context.res = undefined;
  context.res = response;
};

const oddItems = [null, "a meeting", 42, {}, { recording_id: "none", title: 7, calendar_invitees: "nobody" }, []];

/** What a list that has but one page is followed by, when it must lead round in circles. */
const roundAndRound = Buffer.from('{"position":"round and round"}').toString("base64");

const pageSchema = z.looseObject({ items: z.array(z.unknown()), next_cursor: z.string().nullish() });

/** A list with items that are no meetings among the real ones, or with a cursor that leads back to the same page. */
const spoilAnswer = async (context: Context, kind: "odd_items" | "cursor_loop"): Promise<void> => {
  const asked = context.req.query("cursor");
  const nothing = { limit: 10, items: [], next_cursor: null };
  const answered = pageSchema.safeParse(await context.res.clone().json());
  const page = answered.data ?? (asked === roundAndRound ? nothing : null);
  if (page === null) return;
  const spoilt =
    kind === "odd_items"
      ? { ...page, items: [...oddItems, ...page.items] }
      : { ...page, next_cursor: asked ?? (page.next_cursor || roundAndRound) };
  replaceAnswer(context, new Response(JSON.stringify(spoilt), { headers: context.res.headers }));
};
