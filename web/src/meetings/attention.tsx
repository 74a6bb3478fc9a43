import { AlertsNotice } from "@/alerts/alerts-notice.tsx";
import { useAlerts } from "@/alerts/use-alerts.ts";
import { isAboutAttendees, useFailed } from "@/alerts/use-failed.ts";
import { TroubledDeliveries } from "@/deliveries/troubled-deliveries.tsx";
import { useTroubled } from "@/deliveries/use-troubled.ts";
import { DryRunBanner } from "@/dry-run/dry-run-banner.tsx";
import { useDryRun } from "@/dry-run/use-dry-run.ts";

/** Whether everything that may stand above the list has been read, or could not be at the first try. */
export const useAttentionIsKnown = (): boolean => {
  const { alerts, isKnown } = useAlerts();
  const failed = useFailed(alerts.find(isAboutAttendees));
  const others = [useDryRun(), useTroubled(), failed];
  return isKnown && others.every((other) => other.isKnown);
};

/** What somebody should know before they look at the meetings. Takes no room when all is well. */
export const Attention = () => {
  const isKnown = useAttentionIsKnown();
  if (!isKnown) return null;
  return (
    <div className="grid gap-3 not-empty:mb-5">
      <DryRunBanner />
      <AlertsNotice />
      <TroubledDeliveries />
    </div>
  );
};
