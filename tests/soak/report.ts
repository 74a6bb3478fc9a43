import type { Books } from "../support/books.ts";
import type { Breach } from "../support/judge.ts";
import type { SoakArguments } from "./arguments.ts";
import type { Pressure } from "./pressure.ts";

export interface Results extends Pressure {
  books: Books;
  breaches: Breach[];
  drainedInMs: number;
}

const counted = (of: Map<unknown, number>): string =>
  [...of]
    .toSorted(([a], [b]) => String(a).localeCompare(String(b)))
    .map(([name, count]) => `${name ?? "no answer"}: ${count}`)
    .join(", ") || "none";

const tally = <Item>(items: Item[], key: (item: Item) => string): Map<string, number> =>
  new Map([...Map.groupBy(items, key)].map(([name, same]) => [name, same.length]));

const mostShown = 50;

/** The table at the end. */
export const report = (results: Results, { minutes, seed }: SoakArguments): string => {
  const { ledger, books, breaches, faults } = results;
  const refused = ledger.refusals.values().reduce((sum, count) => sum + count, 0);
  const of = (kind: Breach["kind"]): number => breaches.filter((breach) => breach.kind === kind).length;
  const rows: [string, string | number][] = [
    ["deliveries", ledger.begun],
    ["posts, with copies and redeliveries", ledger.posts],
    ["  accepted (202)", ledger.accepted],
    ["  known before (200)", ledger.duplicates],
    ["  sent again by the sender", `${refused} (${counted(ledger.refusals)})`],
    ["events", counted(tally(books.events, ({ state }) => state))],
    ["meetings", books.meetings.length],
    ["attendees", `${books.outcomes.length} (${counted(tally(books.outcomes, ({ status }) => status))})`],
    ["notes in the CRM", books.notes.length],
    ...faults.entries().map(([name, count]): [string, number] => [name, count]),
    ["time to drain", `${(results.drainedInMs / 1000).toFixed(1)} s`],
    ["twice", of("twice")],
    ["lost", of("lost")],
    ["unfinished", of("unfinished")],
    ["given up", of("given up")],
    ["wrong", of("wrong")],
    ["again with", `npm run soak -- --minutes ${minutes} --seed ${seed}`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  const shown = breaches.slice(0, mostShown).map(({ kind, what }) => `  ${kind}: ${what}`);
  const more = breaches.length > mostShown ? [`  … and ${breaches.length - mostShown} more`] : [];
  return ["", ...table, "", ...shown, ...more].join("\n");
};
