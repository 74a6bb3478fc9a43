import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "@/ui/button.tsx";
import { useShortcuts } from "@/ui/shortcuts/use-shortcuts.ts";
import type { useFind } from "./use-find.ts";

/** A field to find words in a transcript with: Enter goes on, Shift and Enter back, Escape ends it. */
export const FindBar = ({ find }: { find: ReturnType<typeof useFind> }) => {
  const id = useId();
  const fieldRef = useRef<HTMLInputElement>(null);
  useShortcuts([
    { keys: ["f"], does: "Find in the transcript", run: () => fieldRef.current?.focus() },
    { keys: ["Enter"], does: "Next place found; back with Shift" },
  ]);
  const { words, pattern, count, index, go } = find;
  return (
    <div role="search" aria-label="Transcript" className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="sr-only">
        Find in the transcript
      </label>
      <div className="flex min-w-0 grow items-center gap-1 sm:max-w-96">
        <div className="relative min-w-0 grow">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" />
          <input
            id={id}
            ref={fieldRef}
            type="search"
            autoComplete="off"
            placeholder="Find in the transcript"
            value={words}
            maxLength={200}
            onChange={(event) => find.find(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
              if (event.key === "Escape") find.find("");
            }}
            className="h-9 w-full rounded-lg border border-line-strong bg-surface ps-9 pe-2 placeholder:text-muted"
          />
        </div>
        <Button
          look="quiet"
          size="small"
          className="w-9 px-0"
          idle={count === 0}
          aria-label="Place before"
          onClick={() => go(-1)}
        >
          <ChevronUp aria-hidden />
        </Button>
        <Button
          look="quiet"
          size="small"
          className="w-9 px-0"
          idle={count === 0}
          aria-label="Next place"
          onClick={() => go(1)}
        >
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <p role="status" className="text-sm text-muted tabular-nums">
        {pattern && (count === 0 ? "Not found" : `${index + 1} of ${count}`)}
      </p>
    </div>
  );
};
