import type { Context } from "hono";
import { problem } from "./body.ts";

/** Why something that reaches outside did not work: a stable code, and a sentence for a person. */
interface Failure {
  code: string;
  message: string;
}

const statusOf = (code: string): 409 | 422 | 429 | 502 => {
  switch (code) {
    case "not_connected":
      return 409;
    case "rate_limited":
      return 429;
    case "unavailable":
    case "uncertain":
      return 502;
    default:
      return 422;
  }
};

/** The answer to a call that another service, or what was entered for it, kept from its end. */
export const refused = (c: Context, { code, message }: Failure): Response =>
  c.json(problem(code, message), statusOf(code));
