import type { Context } from "hono";
import * as z from "zod";
import { createFaults, faultSchema } from "../shared/faults.ts";

/** What can be made to go wrong. Those "after write" let the call happen and lose its answer. */
export const faultKinds = [
  "401",
  "403",
  "404",
  "429",
  "500",
  "503",
  "refused",
  "redirect",
  "slow",
  "timeout",
  "timeout_after_write",
  "lost_after_write",
  "html_page",
  "not_json",
  "empty_object",
  "odd_items",
  "cursor_loop",
] as const;

const kindsSchema = faultSchema(faultKinds);

/** Of everybody's calls, or of one user's by the e-mail address. */
export const fathomFaultSchema = kindsSchema.extend({ email: z.string().optional() });

export type FaultInput = z.input<typeof fathomFaultSchema>;
export type FaultKind = (typeof faultKinds)[number];

/** The switches; a user's own come before everybody's. */
export const createFathomFaults = () => {
  const everybody = createFaults(kindsSchema);
  const byEmail = new Map<string, typeof everybody>();
  return {
    add({ email, ...fault }: FaultInput): void {
      if (email === undefined) return everybody.add(fault);
      const own = byEmail.get(email) ?? createFaults(kindsSchema);
      byEmail.set(email, own);
      return own.add(fault);
    },
    clear(): void {
      everybody.clear();
      byEmail.clear();
    },
    list: (): FaultInput[] => [
      ...everybody.list(),
      ...[...byEmail].flatMap(([email, own]) => own.list().map((fault) => ({ ...fault, email }))),
    ],
    take(email: string | undefined, method: string, path: string) {
      const own = email === undefined ? undefined : byEmail.get(email);
      return own?.take(method, path) ?? everybody.take(method, path);
    },
  };
};

export type Faults = ReturnType<typeof createFathomFaults>;

/** The answer that takes the place of processing the call; null when the fault lies elsewhere. */
export const answerInstead = (context: Context, kind: FaultKind): Response | null => {
  switch (kind) {
    case "401":
      return context.json({ error: "unauthorized" }, 401);
    case "403":
      return context.json({ error: "forbidden" }, 403);
    case "404":
      return context.json({ error: "not_found" }, 404);
    case "429":
      context.header("Retry-After", "30");
      return context.json({ error: "rate_limited" }, 429);
    case "500":
      return context.json({ error: "internal_server_error" }, 500);
    case "503":
      return context.text("Service Unavailable", 503);
    case "refused":
      return context.json({ error: "bad_request", message: "destination_url is not allowed" }, 400);
    case "redirect":
      return context.redirect("https://example.com/");
    case "html_page":
      return context.html("<!doctype html><title>Fathom</title><p>We will be right back.</p>");
    case "not_json":
      return context.body('{"limit":10,"items":[{"title":"cut o', 200, { "content-type": "application/json" });
    case "empty_object":
      return context.json({});
    case "slow":
    case "timeout":
    case "timeout_after_write":
    case "lost_after_write":
    case "odd_items":
    case "cursor_loop":
      return null;
  }
};
