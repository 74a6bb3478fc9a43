import { Webhook } from "standardwebhooks";

/** The headers that a delivery of Fathom carries. */
export const signedHeaders = (secret: string, id: string, body: string, at = new Date()): Record<string, string> => ({
  "content-type": "application/json",
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": new Webhook(secret).sign(id, at, body),
});
