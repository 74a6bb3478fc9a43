import { useQueries } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useServices } from "@/app/services.tsx";
import { browserDateStyle } from "@/lib/dates.ts";
import { Button } from "@/ui/button.tsx";
import { Panel } from "@/ui/problem.tsx";
import { countMeetings } from "../list/list-meetings.ts";
import { activeFilters, countWords, without } from "./filter-words.ts";
import { type ListSearch, wantedOf } from "./list-search.ts";

/** No meeting is all that is asked for: says which filter to let go, and how many there are without it. */
export const NothingFound = ({ workspaceId, search, onChange }: NothingFoundProps) => {
  const { database } = useServices();
  const filters = activeFilters(search, browserDateStyle());
  const counts = useQueries({
    queries: filters.map(({ name }) => {
      const wanted = wantedOf(without(search, name));
      return {
        queryKey: ["meetings", workspaceId, wanted, "count"],
        queryFn: ({ signal }: { signal: AbortSignal }) => countMeetings(database, { workspaceId, wanted }, signal),
      };
    }),
  });
  const advice = counts.some(({ data }) => data !== undefined && data > 0)
    ? "There are some when you let go of a filter:"
    : counts.every(({ data }) => data === 0) && "None of the filters alone is the reason: let go of several.";
  return (
    <Panel icon={SearchX} title="No meeting matches">
      <p className="min-h-6">{advice}</p>
      <ul className="mt-5 flex flex-wrap justify-center gap-2">
        {filters.map((filter, index) => {
          const count = counts[index]?.data;
          return (
            count !== undefined &&
            count > 0 && (
              <li key={filter.name}>
                <Button look="secondary" size="small" onClick={() => onChange(without(search, filter.name))}>
                  Without {filter.words} ({countWords(count)})
                </Button>
              </li>
            )
          );
        })}
        <li>
          <Button look="quiet" size="small" onClick={() => onChange({})}>
            Clear all
          </Button>
        </li>
      </ul>
    </Panel>
  );
};

interface NothingFoundProps {
  workspaceId: string;
  search: ListSearch;
  onChange: (search: ListSearch) => void;
}
