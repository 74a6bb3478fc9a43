import http from "node:http";
import { freePort } from "../../local/stack/ports.ts";

/** What happens at one call: nothing of it reaches the other side, or it happens and the answer never comes back. */
export type Moment = "before" | "after";

export interface Gate {
  url: string;
  /** The calls since the last plan, in order: what the steps of the worker are. */
  calls: string[];
  /** At call number `at` (from 0) the trap is sprung; -1: never. */
  plan(at: number, moment: Moment, spring: () => void): void;
  close(): Promise<void>;
}

/**
 * Stands between a worker and everything it calls, and can end the worker at any of its calls. `routes` says where a path's
 * first part leads to; the part itself is not passed on.
 */
export const openGate = async (routes: Record<string, string>): Promise<Gate> => {
  const calls: string[] = [];
  let planned: { at: number; moment: Moment; spring: () => void } = {
    at: -1,
    moment: "before",
    spring: () => undefined,
  };

  const server = http.createServer(async (request, response) => {
    const [, first = "", ...rest] = (request.url ?? "").split("/");
    const index = calls.push(`${request.method} ${(request.url ?? "").split("?")[0]}`) - 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const springs = index === planned.at;
    if (springs && planned.moment === "before") return planned.spring();
    const { host: _, connection: __, "transfer-encoding": ___, ...headers } = request.headers;
    const answer = await fetch(`${routes[first]}/${rest.join("/")}`, {
      method: request.method ?? "GET",
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    }).catch(() => null);
    if (springs) return planned.spring();
    if (!answer) return response.destroy();
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    return response.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    plan: (at, moment, spring) => {
      calls.length = 0;
      planned = { at, moment, spring };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
