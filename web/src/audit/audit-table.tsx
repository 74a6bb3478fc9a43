import type { ReactNode } from "react";
import { Moment } from "@/ui/moment.tsx";
import {
  AttendeeCell,
  type CellProps,
  DeliveryCell,
  MeetingCell,
  NoteCell,
  OutcomeCell,
  PersonCell,
} from "./audit-cells.tsx";
import type { AuditLine } from "./list-audit.ts";

const COLUMNS: readonly { name: string; width: string; Cell: (props: CellProps) => ReactNode }[] = [
  { name: "Processed", width: "w-[13%]", Cell: ({ line }) => <Moment iso={line.processed_at} /> },
  { name: "Meeting", width: "w-[19%]", Cell: MeetingCell },
  { name: "Attendee", width: "w-[19%]", Cell: AttendeeCell },
  { name: "Outcome", width: "w-[22%]", Cell: OutcomeCell },
  { name: "Person", width: "w-[12%]", Cell: PersonCell },
  { name: "Note", width: "w-[6%]", Cell: NoteCell },
  { name: "Delivery", width: "w-[9%]", Cell: DeliveryCell },
];

/** For wide screens; its head stays below the page's. */
export const AuditTable = ({ lines, label }: { lines: readonly AuditLine[]; label: string }) => (
  <table
    aria-label={label}
    className="w-full table-fixed border-separate border-spacing-0 rounded-xl border border-line bg-surface text-sm"
  >
    <thead>
      <tr>
        {COLUMNS.map(({ name, width }) => (
          <th
            key={name}
            scope="col"
            className={`${width} sticky top-14 z-[1] border-b border-line bg-sunken px-2.5 py-2 text-start font-medium text-muted first:rounded-ss-xl first:ps-4 last:rounded-se-xl last:pe-4`}
          >
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr key={line.attendee_outcome_id} className="[&:not(:last-child)>td]:border-b [&>td]:border-line">
          {COLUMNS.map(({ name, Cell }) => (
            <td key={name} className="px-2.5 py-2.5 align-top first:ps-4 last:pe-4">
              <Cell line={line} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** For narrow screens: the same, one card a line. */
export const AuditCards = ({ lines, label }: { lines: readonly AuditLine[]; label: string }) => (
  <ul
    aria-label={label}
    className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface text-sm"
  >
    {lines.map((line) => (
      <li key={line.attendee_outcome_id} className="grid gap-1.5 px-4 py-3">
        <div className="text-base">
          <AttendeeCell line={line} />
        </div>
        <div>
          <OutcomeCell line={line} />
        </div>
        <MeetingCell line={line} />
        <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 [&>dt]:text-muted">
          {COLUMNS.filter(({ name }) => ["Processed", "Person", "Note", "Delivery"].includes(name)).map(
            ({ name, Cell }) => (
              <div key={name} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-muted">{name}</dt>
                <dd>
                  <Cell line={line} />
                </dd>
              </div>
            ),
          )}
        </dl>
      </li>
    ))}
  </ul>
);
