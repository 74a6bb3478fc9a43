import { useMemo } from "react";
import { browserDateStyle, formatAgo, formatExact, formatSpan, formatWhen, formatWhenWithin } from "@/lib/dates.ts";

/** When something was or will be, in the zone and clock of the person who looks; exact on hover. `within` a sentence: "today". */
export const Moment = ({ iso, within = false }: { iso: string; within?: boolean }) => {
  const style = useMemo(() => browserDateStyle(), []);
  return (
    <time dateTime={iso} title={formatExact(iso, style)}>
      {(within ? formatWhenWithin : formatWhen)(iso, style, new Date())}
    </time>
  );
};

/** How long ago something was, inside of a sentence: "12 minutes ago"; exact on hover. */
export const Ago = ({ iso }: { iso: string }) => {
  const style = useMemo(() => browserDateStyle(), []);
  return (
    <time dateTime={iso} title={formatExact(iso, style)}>
      {formatAgo(iso, style, new Date())}
    </time>
  );
};

/** From when to when, with the day in full. The times stay on one line. */
export const Span = ({ start, end }: { start: string; end: string | null }) => {
  const style = useMemo(() => browserDateStyle(), []);
  const { day, time } = formatSpan(start, end, style);
  return (
    <time dateTime={start} title={formatExact(start, style)}>
      {day}
      {time && (
        <>
          , <span className="whitespace-nowrap">{time}</span>
        </>
      )}
    </time>
  );
};
