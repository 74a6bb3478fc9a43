import type { MendFailure } from "@shared/pipeline/mend/mend-failure.ts";

/** The HTTP status of a correction that was not made. */
export const mendStatusOf = ({ code }: MendFailure): 403 | 404 | 409 | 422 | 429 | 502 => {
  switch (code) {
    case "not_found":
      return 404;
    case "forbidden":
      return 403;
    case "already_logged":
    case "waiting":
    case "unsure":
      return 409;
    case "crm_rate_limited":
      return 429;
    case "crm_unavailable":
    case "crm_uncertain":
      return 502;
    default:
      return 422;
  }
};
