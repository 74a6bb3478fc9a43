import type { Context } from "hono";

/** Never answers: ends only when the caller gives up. */
export const neverAnswer = (context: Context): Promise<Response> => {
  const { signal } = context.req.raw;
  return new Promise((resolve) => {
    const end = () => resolve(loseConnection(context));
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
};

/** Breaks the connection off: over HTTP its socket is destroyed, in a unit test the fetch fails. */
export const loseConnection = (context: Context): Response => {
  const socket: unknown = (context.env as { outgoing?: { destroy?: unknown } } | undefined)?.outgoing;
  if (socket !== null && typeof socket === "object" && "destroy" in socket && typeof socket.destroy === "function") {
    socket.destroy();
    return new Response(null, { headers: { "x-hono-already-sent": "true" } });
  }
  return Response.error();
};
