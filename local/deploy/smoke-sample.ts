import { createHash } from "node:crypto";
import * as z from "zod";
import { StartError } from "../stack/start-error.ts";
import { query } from "./database.ts";
import { sampleMeeting } from "./sample.ts";
import type { Far } from "./smoke.ts";

const workspaceRow = z.object({ dry_run: z.boolean() });
const eventRow = z.object({ state: z.string(), outcomes: z.string().nullable() });
const answerSchema = z.object({ event_id: z.uuid() });

const looks = 15;
const lookAgainMs = 1000;

/** A dry run only: a sample must never become a note on somebody. @throws StartError */
const requireDryRun = async (projectRef: string, token: string): Promise<void> => {
  const hash = createHash("sha256").update(token).digest("hex");
  const [workspace] = await query(
    projectRef,
    workspaceRow,
    `select s.dry_run from private.fathom_integration_tokens t
     join public.fathom_integrations i on i.id = t.integration_id
     join public.workspace_settings s on s.workspace_id = i.workspace_id where t.token_hash = '${hash}'`,
  );
  if (!workspace)
    throw new StartError(
      "No integration has the token of --smoke-token. Make one in Settings, Fathom, Set up by hand.",
    );
  if (!workspace.dry_run)
    throw new StartError("The workspace of --smoke-token is not in a dry run. Switch it on in Settings first.");
};

/** Sends the sample with the token, and waits until the worker is through with it; what became of it. @throws StartError */
export const sendSample = async (far: Far, projectRef: string, url: string, token: string): Promise<string> => {
  await requireDryRun(projectRef, token);
  const response = await far.fetch(`${url}/functions/v1/fathom-webhook?token=${encodeURIComponent(token)}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(sampleMeeting),
  });
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !answer.success) throw new StartError(`The sample was answered with ${response.status}.`);
  for (let look = 0; look < looks; look += 1) {
    const [event] = await query(
      projectRef,
      eventRow,
      `select e.state, (select string_agg(distinct o.status, ', ') from public.meeting_events m
         join public.attendee_outcomes o on o.meeting_id = m.meeting_id where m.event_id = e.id) as outcomes
       from public.webhook_events e where e.id = '${answer.data.event_id}'`,
    );
    if (event?.state === "processed")
      return `a sample is accepted (${response.status}) and processed: ${event.outcomes ?? "nobody"}`;
    await far.sleep(lookAgainMs);
  }
  throw new StartError(
    "The sample was accepted, but the worker is not through with it. Look at it in the client's Inbox.",
  );
};
