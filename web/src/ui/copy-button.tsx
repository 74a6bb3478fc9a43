import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";

const SHOWN_MS = 3_000;

/** Copies a text and says whether it worked; without permission the person copies by hand. */
export const CopyButton = ({ label, value }: { label: string; value: string }) => {
  const [said, setSaid] = useState<"copied" | "refused" | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid("copied");
    } catch {
      setSaid("refused");
    }
    setTimeout(() => setSaid(null), SHOWN_MS);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button look="secondary" size="small" onClick={() => void copy()}>
        {said === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {label}
      </Button>
      <p role="status" className="text-sm text-muted">
        {said === "copied" && "Copied"}
        {said === "refused" && "This did not work. Select the text and copy it."}
      </p>
    </div>
  );
};
