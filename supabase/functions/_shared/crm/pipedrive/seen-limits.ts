import type { CrmLimits } from "../provider.ts";

/**
 * What an answer's headers say of the plan's limits. Pipedrive documents some of them only and leaves any of them out at
 * times: null is what it did not say (https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting).
 */
export const seenLimits = (headers: Headers): CrmLimits => ({
  tokensPerDay: whole(headers.get("x-daily-ratelimit-token-limit")),
  tokensLeft: whole(headers.get("x-daily-ratelimit-token-remaining")),
  callsPerWindow: whole(headers.get("x-ratelimit-limit")),
});

const whole = (text: string | null): number | null =>
  text !== null && /^\s*\d{1,12}\s*$/.test(text) ? Number(text) : null;
