import type { Fitted } from "./fit-blocks.ts";
import { byteLength } from "./html.ts";

interface Shared<Thing> {
  /** In the order given. */
  fitted: (Fitted & { thing: Thing })[];
  /** The bytes that nobody needed. */
  left: number;
}

/**
 * Fits each thing into its share of `maxBytes`. One that needs less than an equal share leaves the rest to the larger ones;
 * one alone has all of it.
 */
export const shareRoom = <Thing>(
  things: Thing[],
  fit: (thing: Thing, maxBytes: number) => Fitted,
  maxBytes: number,
): Shared<Thing> => {
  let left = maxBytes;
  const fitted = things
    .map((thing, at) => ({ thing, at, need: byteLength(fit(thing, Number.POSITIVE_INFINITY).html) }))
    .toSorted((one, other) => one.need - other.need)
    .map(({ thing, at }, done) => {
      const { html, cut } = fit(thing, left / (things.length - done));
      left -= byteLength(html);
      return { thing, at, html, cut };
    })
    .toSorted((one, other) => one.at - other.at);
  return { fitted, left };
};
