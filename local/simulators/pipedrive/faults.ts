import type * as z from "zod";
import { createFaults, faultSchema } from "../shared/faults.ts";

/** What can be made to go wrong. Those "after write" let the call happen and lose its answer. */
export const pipedriveFaultSchema = faultSchema([
  "401",
  "402",
  "403_scope",
  "403_html",
  "404",
  "410",
  "429_burst",
  "429_daily",
  "500",
  "503",
  "slow",
  "timeout",
  "timeout_after_write",
  "lost_after_write",
  "empty_body",
  "success_false",
]);

export type FaultInput = z.input<typeof pipedriveFaultSchema>;

export const createPipedriveFaults = () => createFaults(pipedriveFaultSchema);

export type Faults = ReturnType<typeof createPipedriveFaults>;
