import { useEffect, useState } from "react";
import { PlainPage } from "@/ui/plain-page.tsx";

const SLOW_MS = 4_000;

/** While a stored session is being restored: nothing to see for a moment, and words when it takes longer. */
export const StartingPage = () => {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <PlainPage>
      <h1 className="sr-only">Debrief</h1>
      <p role="status" className="text-center text-muted">
        {slow ? "The server takes long to answer. Still trying…" : "Starting…"}
      </p>
    </PlainPage>
  );
};
