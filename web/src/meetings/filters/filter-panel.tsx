import { DayField } from "@/filters/day-field.tsx";
import { SelectField } from "@/ui/select-field.tsx";
import { ORIGIN_FILTERS, OUTCOME_FILTERS } from "./filter-words.ts";
import { type ListSearch, ORIGINS, OUTCOMES } from "./list-search.ts";
import { PersonField } from "./person-field.tsx";

const ANY = "any" as const;
const OUTCOME_OPTIONS = [
  { value: ANY, words: "Any" },
  ...OUTCOMES.map((value) => ({ value, words: OUTCOME_FILTERS[value] })),
];
const ORIGIN_OPTIONS = [
  { value: ANY, words: "Any way" },
  ...ORIGINS.map((value) => ({ value, words: ORIGIN_FILTERS[value] })),
];
const WHOSE_OPTIONS = [
  { value: "team", words: "The whole team's" },
  { value: "mine", words: "Mine" },
] as const;

/** All filters but the words, each of which counts as soon as it is chosen. */
export const FilterPanel = ({ id, search, mayManage, onChange }: FilterPanelProps) => (
  <div
    id={id}
    role="group"
    aria-label="Filters"
    className="mt-3 grid gap-4 rounded-xl border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-3"
  >
    {mayManage && (
      <SelectField
        label="Whose meetings"
        value={search.whose ?? "team"}
        options={WHOSE_OPTIONS}
        onChange={(whose) => onChange({ whose: whose === "mine" ? whose : undefined })}
      />
    )}
    <SelectField
      label="An attendee's outcome"
      value={search.outcome ?? ANY}
      options={OUTCOME_OPTIONS}
      onChange={(outcome) => onChange({ outcome: outcome === ANY ? undefined : outcome })}
    />
    <SelectField
      label="How it came"
      value={search.origin ?? ANY}
      options={ORIGIN_OPTIONS}
      onChange={(origin) => onChange({ origin: origin === ANY ? undefined : origin })}
    />
    <DayField label="From" value={search.from} onChange={(from) => onChange({ from })} />
    <DayField label="Until" value={search.to} onChange={(to) => onChange({ to })} />
    <PersonField value={search.person} onSettle={(person) => onChange({ person })} />
  </div>
);

interface FilterPanelProps {
  id: string;
  search: ListSearch;
  mayManage: boolean;
  onChange: (change: ListSearch) => void;
}
