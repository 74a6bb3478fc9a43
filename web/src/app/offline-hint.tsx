import { WifiOff } from "lucide-react";
import { useOffline } from "./use-offline.ts";

/** Says that what is on the page may be old, for as long as the server cannot be reached. Always there, so that it is read out. */
export const OfflineHint = () => {
  const isOffline = useOffline();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-20 flex justify-center">
      {isOffline && (
        <p className="flex items-center gap-2 rounded-lg bg-ink px-4 py-2 text-sm text-canvas shadow-lg">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          You are offline; what you see may be old.
        </p>
      )}
    </div>
  );
};
