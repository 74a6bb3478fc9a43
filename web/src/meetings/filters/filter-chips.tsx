import { X } from "lucide-react";
import { Button } from "@/ui/button.tsx";
import type { ActiveFilter } from "./filter-words.ts";
import type { ListSearch } from "./list-search.ts";

/** What is filtered by, each with a way to take it away. */
export const FilterChips = ({ filters, onRemove, onClear }: FilterChipsProps) => (
  <ul aria-label="Active filters" className="flex min-w-0 flex-wrap items-center gap-2">
    {filters.map(({ name, words }) => (
      <li key={name} className="min-w-0">
        <Button
          look="secondary"
          size="small"
          className="max-w-full shrink rounded-full ps-3 pe-2"
          onClick={() => onRemove(name)}
        >
          <span className="sr-only">Remove the filter </span>
          <bdi className="truncate">{words}</bdi>
          <X aria-hidden />
        </Button>
      </li>
    ))}
    {filters.length > 1 && (
      <li>
        <Button look="quiet" size="small" onClick={onClear}>
          Clear all
        </Button>
      </li>
    )}
  </ul>
);

interface FilterChipsProps {
  filters: readonly ActiveFilter[];
  onRemove: (name: keyof ListSearch) => void;
  onClear: () => void;
}
