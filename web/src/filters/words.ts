import * as z from "zod/mini";

const MOST = 200;

/** Words in the address. Those that are a number arrive as one; none, or too many, are as good as no parameter. */
export const wordsSchema = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.pipe(
        z.transform((value: string | number) => String(value).trim()),
        z.string().check(z.minLength(1), z.maxLength(MOST)),
      ),
    ),
  ),
  undefined,
);

/** How many pages of a list are shown, so that "back" finds it as it was. */
export const pagesSchema = (most: number) =>
  z.catch(z.optional(z.int().check(z.minimum(2), z.maximum(most))), undefined);
