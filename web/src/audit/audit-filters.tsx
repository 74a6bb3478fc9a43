import { getRouteApi } from "@tanstack/react-router";
import { DayField } from "@/filters/day-field.tsx";
import { monthOf } from "@/filters/months.ts";
import { countedWords } from "@/lib/counted-words.ts";
import { SearchField } from "@/filters/search-field.tsx";
import { OUTCOME_WORDS, type OutcomeStatus } from "@/meetings/outcome.ts";
import { Button } from "@/ui/button.tsx";
import { SelectField } from "@/ui/select-field.tsx";
import type { AuditFilter } from "./audit-search.ts";
import type { AuditCounts } from "./list-audit.ts";

const route = getRouteApi("/signed-in/audit");
const ANY = "";
const STATUSES = Object.keys(OUTCOME_WORDS).filter((key): key is OutcomeStatus => Object.hasOwn(OUTCOME_WORDS, key));
const NO_FILTER: Required<AuditFilter> = { outcome: undefined, from: undefined, to: undefined, q: undefined };

const optionOf = (status: OutcomeStatus, counts: AuditCounts | null) => ({
  value: status,
  words: counts ? `${OUTCOME_WORDS[status]} (${countedWords(counts.get(status) ?? 0)})` : OUTCOME_WORDS[status],
});

/** Narrows the audit trail down; all of it is in the address. */
export const AuditFilters = ({ filter, counts }: { filter: AuditFilter; counts: AuditCounts | null }) => {
  const navigate = route.useNavigate();
  const change = (changed: AuditFilter) =>
    void navigate({
      search: (search) => ({ ...search, ...changed, page: undefined }),
      replace: true,
      resetScroll: false,
    });
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 max-sm:[&>:nth-child(-n+2)]:col-span-2 sm:gap-x-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <SearchField
          label="Search"
          placeholder="Meeting, attendee, e-mail or id"
          value={filter.q}
          onChange={(q) => change({ q })}
        />
        <SelectField
          label="Outcome"
          value={filter.outcome ?? ANY}
          options={[{ value: ANY, words: "Any outcome" }, ...STATUSES.map((status) => optionOf(status, counts))]}
          onChange={(outcome) => change({ outcome: outcome === ANY ? undefined : outcome })}
        />
        <DayField label="Processed from" value={filter.from} onChange={(from) => change({ from })} />
        <DayField label="Processed to" value={filter.to} onChange={(to) => change({ to })} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" size="small" onClick={() => change(monthOf(new Date()))}>
          This month
        </Button>
        <Button look="secondary" size="small" onClick={() => change(monthOf(new Date(), 1))}>
          Last month
        </Button>
        {isFiltered && (
          <Button look="quiet" size="small" onClick={() => change(NO_FILTER)}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
};
