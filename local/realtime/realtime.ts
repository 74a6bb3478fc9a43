import type { Server } from "node:http";
import postgres from "postgres";
import { WebSocketServer } from "ws";
import { type Broadcast, listenToDatabase } from "./listen.ts";
import { mayHear } from "./may-hear.ts";
import { serveSocket } from "./socket.ts";

export interface RealtimeOptions {
  databaseUrl: string;
  keys: { publishableKey: string; jwtSecret: string };
}

const path = "/realtime/v1/websocket";

/**
 * Stands in for Supabase Realtime at `/realtime/v1/websocket` of a server: broadcasts from the database, heard by whom the policies on
 * realtime.messages let. Nothing else of it. Returns how to stop.
 */
export const serveRealtime = async (
  server: Server,
  { databaseUrl, keys }: RealtimeOptions,
): Promise<() => Promise<void>> => {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined, backoff: () => 0.1, connect_timeout: 5 });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const listeners = new Set<(broadcast: Broadcast) => void>();

  const endAll = (): void => {
    for (const client of sockets.clients) client.terminate();
  };
  const stopListening = await listenToDatabase({
    databaseUrl,
    onBroadcast: (broadcast) => {
      for (const pass of listeners) pass(broadcast);
    },
    // Clients that come back read everything again, and so what was not heard.
    onGap: endAll,
  });

  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    socket.on("error", () => undefined);
    if (url.pathname !== path) return void socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    if (url.searchParams.get("apikey") !== keys.publishableKey) {
      return void socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const pass = serveSocket(client, {
        version: url.searchParams.get("vsn") ?? "1.0.0",
        mayHear: (topic, token) => mayHear(sql, keys.jwtSecret, topic, token),
        now: () => new Date(),
      });
      listeners.add(pass);
      client.on("close", () => listeners.delete(pass));
      client.on("error", () => client.terminate());
    });
  });

  return async () => {
    await stopListening();
    endAll();
    sockets.close();
    await sql.end({ timeout: 1 });
  };
};
