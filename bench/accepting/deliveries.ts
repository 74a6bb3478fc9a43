import { createHmac, randomBytes, randomUUID } from "node:crypto";

/** Of every integration of this measure. */
export const signingSecret = `whsec_${randomBytes(24).toString("base64")}`;

export interface SignedDelivery {
  integrationId: string;
  body: string;
  headers: Record<string, string>;
}

/** A meeting as Fathom posts it, its transcript as long as makes so many bytes of it. */
export const bodyOf = (bytes: number): string => {
  const meeting = {
    title: "Quarterly review",
    recording_id: 123_456_789,
    url: "https://fathom.video/calls/123456789",
    share_url: "https://fathom.video/share/ExampleShareToken",
    created_at: "2026-11-20T10:35:00Z",
    scheduled_start_time: "2026-11-20T10:00:00Z",
    scheduled_end_time: "2026-11-20T10:30:00Z",
    recording_start_time: "2026-11-20T10:01:00Z",
    recording_end_time: "2026-11-20T10:31:00Z",
    calendar_invitees: [{ name: "Ben Buyer", email: "ben.buyer@example.org", is_external: true }],
    recorded_by: { name: "Ana Host", email: "ana.host@example.com", team: null },
    default_summary: {
      template_name: "general",
      markdown_formatted: "## Summary\n\nBoth sides agree on the next step.",
    },
    transcript: [] as unknown[],
  };
  const sentence = (at: number) => ({
    speaker: { display_name: at % 2 ? "Ana Host" : "Ben Buyer", matched_calendar_invitee_email: null },
    text: `Sentence ${at}: ${(at * 2_654_435_761).toString(36)} is what we would like to have by spring.`,
    timestamp: new Date(at * 1000).toISOString().slice(11, 19),
  });
  let length = JSON.stringify(meeting).length;
  for (let at = 0; length < bytes; at += 1) {
    meeting.transcript.push(sentence(at));
    length += JSON.stringify(sentence(at)).length + 1;
  }
  return JSON.stringify(meeting);
};

/** Deliveries of a body, each with an id of its own, signed; one integration after the other has its turn. */
export const sign = (
  body: string,
  integrationIds: string[],
  count: number,
  secret = signingSecret,
): SignedDelivery[] => {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const timestamp = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: count }, (_, at) => {
    const id = `msg_${randomUUID()}`;
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
    return {
      integrationId: integrationIds[at % integrationIds.length] ?? "",
      body,
      headers: {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      },
    };
  });
};
