import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useServices } from "@/app/services.tsx";
import { DayField } from "@/filters/day-field.tsx";
import { SearchField } from "@/filters/search-field.tsx";
import { dataOf } from "@/lib/data-error.ts";
import { Button } from "@/ui/button.tsx";
import { Disclosure } from "@/ui/disclosure.tsx";
import { SelectField } from "@/ui/select-field.tsx";
import { ORIGIN_WORDS } from "./event-state.ts";
import type { InboxFilter } from "./inbox-search.ts";

const route = getRouteApi("/signed-in/inbox");
const ANY = "";
const ORIGINS = [
  { value: ANY, words: "Any way" },
  { value: "webhook", words: ORIGIN_WORDS.webhook },
  { value: "sweep", words: ORIGIN_WORDS.sweep },
  { value: "import", words: ORIGIN_WORDS.import },
] as const;
const NO_FILTER: Required<InboxFilter> = {
  origin: undefined,
  account: undefined,
  from: undefined,
  to: undefined,
  delivery: undefined,
};

/** The Fathom accounts whose deliveries the person may see. */
const useAccounts = (workspaceId: string) => {
  const { database } = useServices();
  const { data } = useQuery({
    queryKey: ["accounts", workspaceId],
    queryFn: async ({ signal }) =>
      dataOf(
        await database
          .from("fathom_integrations")
          .select("id, fathom_user_email")
          .eq("workspace_id", workspaceId)
          .order("fathom_user_email")
          .abortSignal(signal),
      ),
    staleTime: 60_000,
  });
  return data ?? [];
};

const countOf = (filter: InboxFilter): number => Object.values(filter).filter((value) => value !== undefined).length;

/** Narrows the inbox down; all of it is in the address. */
export const InboxFilters = ({ workspaceId, filter }: { workspaceId: string; filter: InboxFilter }) => {
  const navigate = route.useNavigate();
  const accounts = useAccounts(workspaceId);
  const change = (changed: InboxFilter) =>
    void navigate({
      search: (search) => ({ ...search, ...changed, page: undefined, event: undefined }),
      replace: true,
      resetScroll: false,
    });
  const count = countOf(filter);
  return (
    <Disclosure title={count === 0 ? "Filters" : `Filters (${count})`} startsOpen={count > 0}>
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 rounded-xl border border-line bg-surface p-4 max-sm:[&>:nth-child(-n+3)]:col-span-2 sm:gap-x-4 lg:grid-cols-3">
        <SelectField
          label="How it came"
          value={filter.origin ?? ANY}
          options={ORIGINS}
          onChange={(origin) => change({ origin: origin === ANY ? undefined : origin })}
        />
        <SelectField
          label="Fathom account"
          value={filter.account ?? ANY}
          options={[
            { value: ANY, words: "Any account" },
            ...accounts.map(({ id, fathom_user_email }) => ({ value: id, words: fathom_user_email })),
          ]}
          onChange={(account) => change({ account: account === ANY ? undefined : account })}
        />
        <SearchField
          label="Delivery id"
          placeholder="msg_…"
          value={filter.delivery}
          onChange={(delivery) => change({ delivery })}
        />
        <DayField label="Received from" value={filter.from} onChange={(from) => change({ from })} />
        <DayField label="Received to" value={filter.to} onChange={(to) => change({ to })} />
        {count > 0 && (
          <Button look="secondary" className="self-end justify-self-start" onClick={() => change(NO_FILTER)}>
            Clear filters
          </Button>
        )}
      </div>
    </Disclosure>
  );
};
