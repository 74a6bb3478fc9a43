import * as z from "zod";

/** One message of a Phoenix channel, whichever of its two forms it came in. */
export interface PhoenixMessage {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: unknown;
}

const optional = z.string().nullish().default(null);
const fields = { topic: z.string(), event: z.string(), payload: z.unknown() };
const asObject = z.object({ join_ref: optional, ref: optional, ...fields });
const asArray = z.tuple([optional, optional, fields.topic, fields.event, fields.payload]);

const wireSchema = z.union([
  asObject.transform(({ join_ref: joinRef, ...rest }) => ({ ...rest, joinRef })),
  asArray.transform(([joinRef, ref, topic, event, payload]) => ({ joinRef, ref, topic, event, payload })),
]);

/** The message, or null when it is none. */
export const readMessage = (text: string): PhoenixMessage | null => {
  try {
    return wireSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** The message as the client has asked for it: since version 2 an array, before that an object. */
export const writeMessage = (message: PhoenixMessage, version: string): string => {
  const { joinRef, ref, topic, event, payload } = message;
  return JSON.stringify(
    version.startsWith("1.")
      ? { join_ref: joinRef, ref, topic, event, payload }
      : [joinRef, ref, topic, event, payload],
  );
};

export const replyTo = (message: PhoenixMessage, status: "ok" | "error", response: object = {}): PhoenixMessage => ({
  ...message,
  event: "phx_reply",
  payload: { status, response },
});

const joinSchema = z.object({
  config: z.object({ private: z.boolean().default(false) }).default({ private: false }),
  access_token: z.string().optional(),
});

/** What a client asks for that wants to hear a topic. */
export const readJoin = (payload: unknown): { isPrivate: boolean; accessToken: string | undefined } | null => {
  const { data } = joinSchema.safeParse(payload);
  return data ? { isPrivate: data.config.private, accessToken: data.access_token } : null;
};
