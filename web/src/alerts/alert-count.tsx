import { useAlerts } from "./use-alerts.ts";

/** How many alerts are open, beside the name of the page that shows them; nothing when there are none. */
export const AlertCount = () => {
  const { alerts } = useAlerts();
  if (alerts.length === 0) return null;
  return (
    <>
      <span
        aria-hidden
        className="ms-1.5 inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-warn-soft px-1.5 align-middle text-xs font-semibold text-warn tabular-nums"
      >
        {alerts.length}
      </span>
      <span className="sr-only">({alerts.length === 1 ? "1 alert" : `${alerts.length} alerts`})</span>
    </>
  );
};
