// zod/mini: in the browser it is 5 kB where zod is 22 kB, gzipped.
import * as z from "zod/mini";

const changeSchema = z.object({ table: z.string(), id: z.nullable(z.string()) });

/** What the database tells: a row of the table has changed, or several if there is no id. Of an outcome the id is its meeting's. */
export type Change = z.infer<typeof changeSchema>;

export const readChange = (payload: unknown): Change | null => changeSchema.safeParse(payload).data ?? null;
