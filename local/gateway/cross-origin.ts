/** What hosted Supabase answers to a browser that asks whether a page of another origin may call. */
export const preflight = (request: Request): Response =>
  new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
      "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
      "access-control-max-age": "600",
    },
  });

/** Any origin, never with cookies: sessions travel in a header. Lite says "credentials" as well, which browsers refuse with `*`. */
export const allowAnyOrigin = (response: Response): Response => {
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", "*");
  headers.delete("access-control-allow-credentials");
  return new Response(response.body, { status: response.status, headers });
};
