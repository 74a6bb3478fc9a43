import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "./button.tsx";

const SHOWN_MS = 3_000;
const COPIED = "Copied";

/** A text to take along: selected by a click, copied by a button, which says whether it worked. */
export const CopyField = ({ label, value }: { label: string; value: string }) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid(COPIED);
    } catch {
      // Without permission, or without https, the person copies by hand: the text is selected already.
      field.current?.select();
      setSaid("Press Ctrl+C or ⌘C to copy");
    }
    setTimeout(() => setSaid(""), SHOWN_MS);
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="w-fit text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          ref={field}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="h-10 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 font-mono text-sm"
        />
        <Button look="secondary" onClick={copy} aria-label={`Copy ${label}`}>
          {said === COPIED ? <Check aria-hidden /> : <Copy aria-hidden />}
          {said === COPIED ? COPIED : "Copy"}
        </Button>
      </div>
      <p role="status" className={said === COPIED ? "sr-only" : "text-sm text-muted"}>
        {said}
      </p>
    </div>
  );
};
