import http from "node:http";
import { getRequestListener } from "@hono/node-server";
import { serveRealtime } from "../realtime/realtime.ts";
import { allowAnyOrigin, preflight } from "./cross-origin.ts";
import { answerAsHosted } from "./hosted-answers.ts";
import { type LiteOptions, openLite } from "./lite.ts";
import { notFound, nothingHere, proxy } from "./proxy.ts";
import { divertConsoleErrors } from "./quiet-console.ts";
import { withHostedRedirect, withHostedToken } from "./sign-tokens.ts";

export interface GatewayOptions extends LiteOptions {
  port: number;
  /** Where lite's complaints go. */
  logFile: string;
  /** Which port each function listens on. */
  functionPorts: Record<string, number>;
}

export interface Gateway {
  close(): Promise<void>;
}

const functionsPrefix = "/functions/v1/";

/** One origin that answers as a Supabase project does: /rest/v1, /auth/v1, /realtime/v1 and /functions/v1. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { jwtSecret } = options.keys;
  const undivert = divertConsoleErrors(options.logFile);
  const { app, connection } = await openLite(options);
  answerAsHosted(connection);

  const issuer = `http://127.0.0.1:${options.port}/auth/v1`;
  const dataApi = getRequestListener(async (request, env) => {
    const isAuth = new URL(request.url).pathname.startsWith("/auth/v1/");
    // Lite answers for tables alone: functions are called by pages too.
    if (request.method === "OPTIONS") return preflight(request);
    const incoming = "incoming" in env ? env.incoming : null;
    const response = await app.fetch(request, { peerAddress: incoming?.socket.remoteAddress ?? null });
    if (!isAuth) return response;
    if (response.status === 303) return withHostedRedirect(response, jwtSecret, issuer);
    return allowAnyOrigin(await withHostedToken(response, jwtSecret, issuer));
  });

  const server = http.createServer((request, response) => {
    const path = request.url ?? "/";
    if (/^\/(rest|auth)\/v1(\/|$|\?)/.test(path)) return void dataApi(request, response);
    if (!path.startsWith(functionsPrefix)) return void nothingHere(response);
    const [name = ""] = path.slice(functionsPrefix.length).split(/[/?]/, 1);
    const port = Object.hasOwn(options.functionPorts, name) ? options.functionPorts[name] : undefined;
    if (port === undefined) return void notFound(response);
    return void proxy(request, response, port, path.slice(functionsPrefix.length - 1));
  });
  const stopRealtime = await serveRealtime(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });

  return {
    close: async () => {
      await stopRealtime();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await connection.close();
      // What was under way complains once more.
      await new Promise((resolve) => setImmediate(resolve));
      undivert();
    },
  };
};
