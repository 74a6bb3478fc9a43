import http from "node:http";

const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"]);

const endToEnd = (headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));

const answer = (
  response: http.ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: http.OutgoingHttpHeaders = {},
): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ code, message }));
};

/**
 * Passes a request on to a function, streaming both ways. An answer that comes before the whole body was sent (413) is
 * passed back at once and the rest of the body is not asked for.
 */
export const proxy = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  port: number,
  path: string,
): void => {
  let answered = false;
  const upstream = http.request(
    { host: "127.0.0.1", port, path, method: request.method, headers: endToEnd(request.headers) },
    (incoming) => {
      answered = true;
      const headers = endToEnd(incoming.headers);
      if (!request.complete) headers["connection"] = "close";
      response.writeHead(incoming.statusCode ?? 502, headers);
      incoming.pipe(response);
      incoming.on("error", () => response.destroy());
      response.on("finish", () => {
        if (!request.complete) request.destroy();
      });
    },
  );
  upstream.on("error", () => {
    // It has ended and is being started again.
    if (!answered) answer(response, 503, "BOOT_ERROR", "The function is not answering.", { "retry-after": "1" });
  });
  request.on("aborted", () => upstream.destroy());
  response.on("close", () => {
    if (!response.writableFinished) upstream.destroy();
  });
  request.pipe(upstream);
};

export const nothingHere = (response: http.ServerResponse): void =>
  answer(
    response,
    404,
    "NOT_FOUND",
    "This is Debrief's API: /rest/v1, /auth/v1 and /functions/v1. The web client is at another port.",
  );

export const notFound = (response: http.ServerResponse): void =>
  answer(response, 404, "NOT_FOUND", "Requested function was not found");
