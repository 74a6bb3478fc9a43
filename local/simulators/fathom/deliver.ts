import { signedHeaders } from "../../demo/signed-headers.ts";
import { meetingBody } from "./meeting-body.ts";
import type { Attempt, Message, User } from "./records.ts";

interface Deliver {
  fetch: typeof fetch;
  now: () => Date;
  timeoutMs: number;
  stopping: AbortSignal;
}

/** The body, the same at every attempt: of the recording as it was when the message was made. */
export const bodyOf = ({ webhook, recording, madeAt }: Message, recorder: User): string =>
  JSON.stringify(
    meetingBody(
      recording,
      recorder,
      {
        transcript: webhook.include_transcript,
        summary: webhook.include_summary,
        actionItems: webhook.include_action_items,
        crmMatches: webhook.include_crm_matches,
        highlights: false,
      },
      new Date(madeAt),
    ),
  );

/** One attempt, signed anew; a redirect is not followed. Null when the simulator is being stopped: it does not count then. */
export const deliver = async (message: Message, body: string, options: Deliver): Promise<Attempt | null> => {
  const at = options.now();
  const { url, secret } = message.webhook;
  try {
    const response = await options.fetch(url, {
      method: "POST",
      headers: signedHeaders(secret, message.webhookMessageId, body, at),
      body,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.stopping]),
    });
    await response.body?.cancel();
    return { at: at.toISOString(), status: response.status, error: null };
  } catch (error) {
    if (options.stopping.aborted) return null;
    return { at: at.toISOString(), status: null, error: nameOf(error) };
  }
};

/** `fetch` tells what it was in the cause: ECONNREFUSED and the like. */
const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "Error";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.name;
};
