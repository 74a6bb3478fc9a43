/*
 * THE REFERENCE: what the usual hand-written integration does. It is not part of Debrief and no way to run anything: it is here to be
 * measured beside it. Person search and note happen while Fathom waits for the answer, one attendee after the other; there is no queue and
 * no database; a CSV file is the audit and the memory. What a careful person writes in an afternoon is in it: the signature is
 * verified, calls are tried again, who was logged is not logged again, and a failure is answered 500 so that Fathom sends once more.
 */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { openAudit } from "./reference-audit.ts";
import { addNote, findPerson } from "./reference-crm.ts";

const { PORT, WEBHOOK_SECRET, AUDIT_CSV, ...crm } = z
  .object({
    PORT: z.coerce.number(),
    WEBHOOK_SECRET: z.string(),
    AUDIT_CSV: z.string(),
    PIPEDRIVE_URL: z.string(),
    PIPEDRIVE_TOKEN: z.string(),
  })
  .parse(process.env);

const meetingSchema = z.object({
  recording_id: z.number(),
  title: z.string(),
  share_url: z.string(),
  calendar_invitees: z.array(z.object({ name: z.string(), email: z.string().nullable(), is_external: z.boolean() })),
  default_summary: z.object({ markdown_formatted: z.string() }).nullish(),
});
type Meeting = z.infer<typeof meetingSchema>;

const audit = openAudit(AUDIT_CSV);
const webhook = new Webhook(WEBHOOK_SECRET);

const logAttendee = async (meeting: Meeting, email: string): Promise<void> => {
  const key = { recordingId: meeting.recording_id, title: meeting.title, email };
  if (audit.has(key)) return;
  const personId = await findPerson(crm, email);
  if (personId === null) return audit.add({ ...key, outcome: "Not Found in Pipedrive", noteId: null });
  const content = `<b>${meeting.title}</b><br>${meeting.default_summary?.markdown_formatted ?? ""}<br>${meeting.share_url}`;
  const noteId = await addNote(crm, personId, content);
  audit.add({ ...key, outcome: "Found and Note Added", noteId });
};

const app = new Hono();
app.post("/webhook", async (context) => {
  const body = await context.req.text();
  try {
    webhook.verify(body, context.req.header());
  } catch {
    return context.json({ error: "bad signature" }, 401);
  }
  const meeting = meetingSchema.parse(JSON.parse(body));
  let failed = 0;
  for (const { email, is_external: isExternal } of meeting.calendar_invitees) {
    if (!isExternal || !email) continue;
    await logAttendee(meeting, email).catch((error: unknown) => {
      failed += 1;
      console.error(`${meeting.recording_id} ${email}: ${String(error)}`);
    });
  }
  return failed > 0 ? context.json({ error: `${failed} failed` }, 500) : context.json({ ok: true });
});

serve({ fetch: app.fetch, port: PORT, hostname: "127.0.0.1" }, () => console.log("listening"));
