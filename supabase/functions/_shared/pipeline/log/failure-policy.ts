import type { CrmFailure } from "../../crm/provider.ts";

type FinalReason = "crm_unauthorized" | "crm_payment_required" | "crm_forbidden" | "crm_rejected" | "person_gone";

/** Why no repetition will mend it, as an outcome's reason; null when another try may. */
export const finalReasonOf = ({ kind }: CrmFailure): FinalReason | null => {
  switch (kind) {
    case "unauthorized":
      return "crm_unauthorized";
    case "payment_required":
      return "crm_payment_required";
    case "forbidden":
      return "crm_forbidden";
    case "rejected":
      return "crm_rejected";
    case "gone":
      return "person_gone";
    case "rate_limited":
    case "unavailable":
    case "uncertain":
      return null;
  }
};

export const isWorthRepeating = (failure: CrmFailure): boolean => finalReasonOf(failure) === null;

/** No call of this connection will succeed until a person has mended it. */
export const breaksConnection = ({ kind }: CrmFailure): boolean =>
  kind === "unauthorized" || kind === "payment_required";

/** The connection works, whatever the CRM thinks of this one call. */
const isAboutTheCall = ({ kind }: CrmFailure): boolean =>
  kind === "forbidden" || kind === "rejected" || kind === "gone";

/** What the failures of one meeting say about its connection. That calls have to wait is said by the limiter. */
export const healthOf = (
  failures: CrmFailure[],
): { worked: boolean; broken: boolean; failure: string | null } | null => {
  const about = failures.filter((failure) => !isAboutTheCall(failure));
  const refusal = about.find(breaksConnection);
  const trouble = refusal ?? about.find(({ kind }) => kind !== "rate_limited");
  if (!trouble && about.length > 0) return null;
  return { worked: !trouble, broken: refusal !== undefined, failure: trouble?.message ?? null };
};

/** The longest time that the CRM asked for, in milliseconds; null when it asked for none. */
export const longestWait = (failures: CrmFailure[]): number | null => {
  const waits = failures.flatMap((failure) => (failure.kind === "rate_limited" ? [failure.retryAfterMs] : []));
  return waits.length > 0 ? Math.max(...waits) : null;
};
