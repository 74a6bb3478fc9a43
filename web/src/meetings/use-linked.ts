import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/**
 * Makes an attendee's row what a link to `#attendee-<id>` leads to: it comes into sight and has the focus when it is there,
 * which is after the browser has looked for it.
 */
export const useLinked = (outcomeId: string) => {
  const ref = useRef<HTMLTableRowElement>(null);
  const id = `attendee-${outcomeId}`;
  const isTarget = useLocation({ select: ({ hash }) => hash === id });
  useEffect(() => {
    if (!isTarget) return;
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: "center" });
  }, [isTarget]);
  return { id, ref, isTarget };
};
