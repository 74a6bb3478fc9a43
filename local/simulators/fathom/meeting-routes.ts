import { type Context, Hono } from "hono";
import type { Company } from "./company.ts";
import { summaryOf, transcriptOf } from "./content.ts";
import { listMeetings } from "./list-meetings.ts";
import { hasSummary, hasTranscript } from "./meeting-body.ts";
import { canSee } from "./visibility.ts";

/** `/meetings` and `/recordings/…`: what the key's user can see. */
export const meetingRoutes = ({ store, now, userOf, listEnd }: Company) => {
  const app = new Hono();
  const notFound = { error: "not_found" };

  app.get("/meetings", (context) => {
    const page = listMeetings(store, userOf(context), new URL(context.req.url).searchParams, now(), listEnd());
    return page ? context.json(page) : context.json({ error: "bad_request" }, 400);
  });

  const find = (context: Context, id: string) => {
    const recording = store.recordings.get(Number(id));
    const recorder = store.users.get(recording?.recordedBy ?? "");
    if (!recording || !recorder || Date.parse(recording.createdAt) > now().getTime()) return null;
    return canSee(userOf(context), recorder, recording, now()) ? { recording, recorder } : null;
  };

  // What would be posted there, and how it is signed, nobody has said.
  app.use("/recordings/*", async (context, next) => {
    if (context.req.query("destination_url")) return context.json({ error: "destination_url is not simulated" }, 400);
    await next();
    return undefined;
  });

  app.get("/recordings/:id/summary", (context) => {
    const found = find(context, context.req.param("id"));
    if (!found) return context.json(notFound, 404);
    // Null: there will be none. Until it is known which, there is nothing.
    if (found.recording.summaryAt === null && hasTranscript(found.recording, now()))
      return context.json({ summary: null });
    return hasSummary(found.recording, now())
      ? context.json({ summary: summaryOf(found.recording) })
      : context.json(notFound, 404);
  });

  app.get("/recordings/:id/transcript", (context) => {
    const found = find(context, context.req.param("id"));
    return found && hasTranscript(found.recording, now())
      ? context.json({ transcript: transcriptOf(found.recording, found.recorder.name) })
      : context.json(notFound, 404);
  });
  return app;
};
