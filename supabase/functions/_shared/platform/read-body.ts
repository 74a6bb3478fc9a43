import { type Result, fail, ok } from "./result.ts";

/** Why there is no body: it is longer than allowed, its sender went away in the middle, or it did not come in time or in crumbs. */
export type UnreadBody = "too_large" | "broken_off" | "too_slow";

/** 10 MiB at the pace of a slow line; whoever sends a byte now and then holds a connection no longer. */
const longestMs = 60_000;
const firstBytes = 64 * 1024;
/** A network brings a kilobyte at once and more. A body sent byte by byte would cost seconds of work a megabyte. */
const mostPieces = 20_000;

/**
 * The body's raw bytes. No more than `maxBytes` of it is read, nothing of one whose length is announced as more, and for no
 * longer than a minute. Never throws.
 */
export const readBody = async (
  request: Request,
  maxBytes: number,
): Promise<Result<Uint8Array<ArrayBuffer>, UnreadBody>> => {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) return fail("too_large");
  if (!request.body) return ok(new Uint8Array());
  const reader = request.body.getReader();
  let late = false;
  // Not awaited: the sender may never answer to it. A read that waits ends with it.
  const letGo = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(() => {
    late = true;
    letGo();
  }, longestMs);
  // One buffer that grows: a list of pieces would take a hundred times the room of a body that comes byte by byte.
  let body = new Uint8Array(announced > 0 ? Math.min(announced, firstBytes) : firstBytes);
  let length = 0;
  try {
    for (let pieces = 0; ; pieces += 1) {
      const { done, value } = await reader.read();
      if (late) return fail("too_slow");
      if (done) return ok(body.subarray(0, length));
      if (length + value.length > maxBytes || pieces > mostPieces) {
        letGo();
        return fail(pieces > mostPieces ? "too_slow" : "too_large");
      }
      if (length + value.length > body.length) body = grown(body, length + value.length);
      body.set(value, length);
      length += value.length;
    }
  } catch {
    return fail(late ? "too_slow" : "broken_off");
  } finally {
    clearTimeout(timer);
  }
};

const grown = (body: Uint8Array, atLeast: number): Uint8Array<ArrayBuffer> => {
  const larger = new Uint8Array(Math.max(2 * body.length, atLeast));
  larger.set(body);
  return larger;
};
