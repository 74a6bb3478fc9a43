import { Notice } from "@/ui/notice.tsx";
import { useLateClock } from "./use-late-clock.ts";

/** Says that Debrief is not rung any more: new meetings still come, but what waits, and what is looked for daily or hourly, does not. */
export const ClockBanner = () => {
  const isLate = useLateClock();
  if (!isLate) return null;
  return (
    <Notice tone="warn">
      <strong className="font-semibold">The clock has not rung for 10 minutes.</strong> New meetings are logged as they
      come; retries, look-ups, alerts and clean-up wait. Ask whoever runs this Debrief to follow “The clock has not
      rung” in its operations guide.
    </Notice>
  );
};
