import * as z from "zod";
import { triggers } from "../../sources/fathom/api/client.ts";

/** Whose recordings an integration brings, in Fathom's own words. */
export const triggerSchema = z.enum(triggers);
