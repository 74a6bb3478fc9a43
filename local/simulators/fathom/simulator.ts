import { Hono } from "hono";
import { isHeavy, listMeetings } from "./list-meetings.ts";
import { type FathomMeeting, sampleMeetings } from "./meetings.ts";
import { createRateLimit } from "./rate-limits.ts";
import { type Webhook, webhookRoutes } from "./webhooks.ts";

interface FathomSimulatorOptions {
  /** The valid API keys. */
  apiKeys: string[];
  /** What has been recorded, the newest first; a few samples unless said otherwise. */
  meetings?: FathomMeeting[];
  now?: () => Date;
}

/**
 * Fathom's API as far as Debrief calls it. The real one documents no bodies of errors: only the status may be relied on.
 * Heavy calls (summaries, transcripts) have a limit of their own.
 */
export const createFathomSimulator = (options: FathomSimulatorOptions) => {
  const now = options.now ?? (() => new Date());
  const meetings = options.meetings ?? sampleMeetings();
  const webhooks = new Map<string, Webhook>();
  const allCalls = createRateLimit(60, now);
  const heavyCalls = createRateLimit(30, now);
  const app = new Hono();
  const recording = (id: string) => meetings.find(({ recording_id }) => recording_id === Number(id));

  app.use("/external/v1/*", async (context, next) => {
    // A key sent as a bearer token is refused, as the real API does.
    const apiKey = context.req.header("x-api-key");
    if (apiKey === undefined || !options.apiKeys.includes(apiKey)) return context.json({ error: "unauthorized" }, 401);
    const { pathname, searchParams } = new URL(context.req.url);
    const heavy =
      pathname.startsWith("/external/v1/recordings/") || (pathname.endsWith("/meetings") && isHeavy(searchParams));
    const general = allCalls(apiKey);
    const verdict = general.passed && heavy ? heavyCalls(apiKey) : general;
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value);
    if (!verdict.passed) return context.json({ error: "rate_limited" }, 429);
    await next();
    return undefined;
  });

  app.get("/", (context) => context.text("Simulated Fathom: its API is below /external/v1."));
  app.get("/external/v1/meetings", (context) => {
    const page = listMeetings(meetings, new URL(context.req.url).searchParams);
    return page === null ? context.json({ error: "bad_request", message: "Invalid cursor" }, 400) : context.json(page);
  });
  app.get("/external/v1/recordings/:id/summary", (context) => {
    const meeting = recording(context.req.param("id"));
    return meeting ? context.json({ summary: meeting.default_summary }) : context.json({ error: "not_found" }, 404);
  });
  app.get("/external/v1/recordings/:id/transcript", (context) => {
    const transcript = recording(context.req.param("id"))?.transcript;
    return transcript ? context.json({ transcript }) : context.json({ error: "not_found" }, 404);
  });
  app.route("/external/v1/webhooks", webhookRoutes(webhooks, now));

  return { app, controls: { webhooks: () => [...webhooks.values()] } };
};
