import type { WebSocket } from "ws";
import type { Broadcast } from "./listen.ts";
import type { Hearing } from "./may-hear.ts";
import { type PhoenixMessage, readJoin, readMessage, replyTo, writeMessage } from "./protocol.ts";

const prefix = "realtime:";

interface Subscription {
  joinRef: string | null;
  isPrivate: boolean;
  until: Date | null;
}

export interface SocketOptions {
  version: string;
  /** Whether a token's holder may hear a private topic. */
  mayHear: (topic: string, token: string | undefined) => Promise<Hearing>;
  now: () => Date;
}

/** What one client hears. Returns how to pass a broadcast on to it. */
export const serveSocket = (socket: WebSocket, { version, mayHear, now }: SocketOptions) => {
  const subscriptions = new Map<string, Subscription>();
  const say = (message: PhoenixMessage): void => socket.send(writeMessage(message, version));

  const join = async (message: PhoenixMessage): Promise<void> => {
    const topic = message.topic.slice(prefix.length);
    const wanted = readJoin(message.payload);
    if (!wanted || !message.topic.startsWith(prefix)) return say(replyTo(message, "error", { reason: "Malformed" }));
    const hearing = wanted.isPrivate ? await mayHear(topic, wanted.accessToken) : null;
    if (hearing?.kind === "refused") {
      const reason = `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
      return say(replyTo(message, "error", { reason }));
    }
    const { joinRef } = message;
    subscriptions.set(topic, { joinRef, isPrivate: wanted.isPrivate, until: hearing?.until ?? null });
    say(replyTo(message, "ok", { postgres_changes: [] }));
  };

  /** A newer token prolongs a subscription, or ends it when its holder may hear no longer. */
  const renew = async (message: PhoenixMessage): Promise<void> => {
    const topic = message.topic.slice(prefix.length);
    const subscription = subscriptions.get(topic);
    const renewed = readJoin(message.payload);
    if (!subscription?.isPrivate || !renewed) return;
    const hearing = await mayHear(topic, renewed.accessToken);
    if (hearing.kind === "granted") return void (subscription.until = hearing.until);
    subscriptions.delete(topic);
    say({ ...message, ref: null, joinRef: subscription.joinRef, event: "phx_error", payload: {} });
  };

  const leave = (message: PhoenixMessage): void => {
    subscriptions.delete(message.topic.slice(prefix.length));
    say(replyTo(message, "ok"));
  };

  const answer = async (message: PhoenixMessage): Promise<void> => {
    if (message.event === "phx_join") return join(message);
    if (message.event === "access_token") return renew(message);
    if (message.event === "phx_leave") return leave(message);
    say(replyTo(message, "ok"));
  };

  socket.on("message", (data, isBinary) => {
    const message = isBinary ? null : readMessage(String(data));
    // A database that is away cannot say who may hear: the client tries again.
    if (message) answer(message).catch(() => say(replyTo(message, "error", { reason: "DatabaseUnavailable" })));
  });

  return ({ topic, event, payload, private: isPrivate }: Broadcast): void => {
    const subscription = subscriptions.get(topic);
    if (!subscription || subscription.isPrivate !== isPrivate) return;
    if (subscription.until && subscription.until <= now()) return void subscriptions.delete(topic);
    const { joinRef } = subscription;
    const broadcast = { type: "broadcast", event, payload };
    say({ joinRef, ref: null, topic: `${prefix}${topic}`, event: "broadcast", payload: broadcast });
  };
};
