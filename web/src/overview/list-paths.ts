import type { InboxView } from "@/inbox/inbox-search.ts";
import type { ListSearch } from "@/meetings/filters/list-search.ts";

/** Whose meetings are counted: the person's own, or all that they see. */
export type Whose = "mine" | "team";

const withSearch = (path: string, search: Readonly<Record<string, string | undefined>>): string => {
  const known = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`;
};

/** The list of meetings that a number was counted from. */
export const meetingsPath = ({ whose, outcome, from, to }: Partial<ListSearch>): string =>
  withSearch("/meetings", { whose, outcome, from, to });

/** Where deliveries that need a person are looked at. */
export const inboxPath = (state: InboxView): string => withSearch("/inbox", { state });
