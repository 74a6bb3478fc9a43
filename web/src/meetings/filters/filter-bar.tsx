import { SlidersHorizontal } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { browserDateStyle } from "@/lib/dates.ts";
import { Button } from "@/ui/button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterPanel } from "./filter-panel.tsx";
import { activeFilters, countWords, without } from "./filter-words.ts";
import type { ListSearch } from "./list-search.ts";
import { SearchField } from "./search-field.tsx";

/** How the list is narrowed down, and how many meetings are left. */
export const FilterBar = ({ search, count, mayManage, onChange }: FilterBarProps) => {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const style = useMemo(() => browserDateStyle(), []);
  const filters = activeFilters(search, style);
  return (
    <div className="mb-4">
      <div className="flex gap-2">
        <SearchField q={search.q} onSearch={(q) => onChange({ ...search, q }, "typed")} />
        <Button
          look="secondary"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="px-3 sm:px-4"
        >
          <SlidersHorizontal aria-hidden />
          <span className="max-sm:sr-only">Filters</span>
        </Button>
      </div>
      {isOpen && (
        <FilterPanel
          id={id}
          search={search}
          mayManage={mayManage}
          onChange={(change) => onChange({ ...search, ...change }, "chosen")}
        />
      )}
      <div className="mt-3 flex min-h-8 flex-wrap items-center gap-y-2">
        <p role="status" className="text-sm whitespace-nowrap text-muted tabular-nums not-empty:me-4">
          {count !== undefined && countWords(count)}
        </p>
        {filters.length > 0 && (
          <FilterChips
            filters={filters}
            onRemove={(name) => onChange(without(search, name), "chosen")}
            onClear={() => onChange({}, "chosen")}
          />
        )}
      </div>
    </div>
  );
};

interface FilterBarProps {
  search: ListSearch;
  count: number | undefined;
  mayManage: boolean;
  /** What is chosen becomes a place in the history; what is typed changes the one that is. */
  onChange: (search: ListSearch, how: "typed" | "chosen") => void;
}
