import { Disclosure } from "@/ui/disclosure.tsx";

/** The same numbers as a table, for whoever would rather read them. The first column names the row. */
export const ChartTable = ({ caption, head, rows }: ChartTableProps) => (
  <div className="text-sm">
    <Disclosure title="Show as table">
      <div className="overflow-x-auto">
        <table className="w-full max-w-lg tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead className="text-muted">
            <tr>
              {head.map((words, column) => (
                <th key={words} scope="col" className={column === 0 ? FIRST : NUMBER}>
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...numbers]) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className={FIRST}>
                  {name}
                </th>
                {numbers.map((number, column) => (
                  <td key={head[column + 1]} className={NUMBER}>
                    {number}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  </div>
);

const FIRST = "py-1 pe-4 text-start font-normal";
const NUMBER = "py-1 ps-4 text-end font-normal";

interface ChartTableProps {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}
