import type { Call } from "./call.ts";

/** Where and as whom. */
interface Access {
  /** Scheme and host, without a trailing slash. */
  baseUrl: string;
  apiKey: string;
}

/** The call as it goes over the wire. Throws when `baseUrl` is no address. */
export const toRequest = ({ baseUrl, apiKey }: Access, call: Call, signal: AbortSignal): Request => {
  const query = call.query?.size ? `?${call.query}` : "";
  return new Request(`${baseUrl}/external/v1${call.path}${query}`, {
    method: call.method,
    // Never followed: the key would go along to wherever it points.
    redirect: "manual",
    signal,
    headers: { "x-api-key": apiKey, accept: "application/json", ...(call.body === undefined ? {} : json) },
    ...(call.body === undefined ? {} : { body: new Blob([JSON.stringify(call.body)]).stream(), ...oneWay }),
  });
};

const json = { "content-type": "application/json" };

// A stream can be read once only, so the runtime cannot send it twice: Deno 2.9 repeats a POST with any other body by
// itself when a kept connection breaks, and there would be two webhooks.
const oneWay = { duplex: "half" };

/** Node tells by a code in the cause that no connection came about; Deno does not, there it counts as not answered. */
export const wasNeverSent = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && neverSent.has(code);
};

const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
