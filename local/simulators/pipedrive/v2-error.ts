import type * as z from "zod";
import { invalid, notAllowed } from "./bodies.ts";

/** v2 answers with the first thing that is wrong. */
export const v2ValidationError = (error: z.ZodError) => {
  const [issue] = error.issues;
  const parameter = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") return notAllowed([...issue.path, issue.keys[0]].join("."));
  return invalid(parameter, issue?.message ?? "Invalid input");
};
