import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "@/ui/shortcuts/use-shortcuts.ts";

const PAUSE_MS = 250;

/** Words to look for; searched when there is a pause in the typing, or at Enter. "/" leads to it. */
export const SearchField = ({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q ?? "");
  const [known, setKnown] = useState(q);
  // Changed by somebody else: a chip, the way back.
  if (q !== known) {
    setKnown(q);
    if (q !== (typed.trim() || undefined)) setTyped(q ?? "");
  }
  useShortcuts([{ keys: ["/"], does: "Search", run: () => input.current?.select() }]);

  const search = () => {
    const next = typed.trim() || undefined;
    if (next !== q) onSearch(next);
  };
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <search className="relative min-w-0 flex-1">
      <Search aria-hidden className="pointer-events-none absolute start-3 top-3 size-4 text-muted" />
      <input
        ref={input}
        type="search"
        aria-label="Search meetings"
        aria-keyshortcuts="/"
        placeholder="Title, person, company, words said"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search();
        }}
        className="peer h-10 w-full truncate rounded-lg border border-line-strong bg-surface ps-9 pe-3 placeholder:text-muted"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute end-3 top-2 hidden rounded-md border border-line-strong/60 bg-sunken px-1.5 font-mono text-sm leading-5.5 text-muted md:peer-placeholder-shown:not-peer-focus:block"
      >
        /
      </kbd>
    </search>
  );
};
