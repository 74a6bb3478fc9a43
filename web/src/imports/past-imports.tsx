import { Disclosure } from "@/ui/disclosure.tsx";
import { Moment } from "@/ui/moment.tsx";
import { resultWords } from "./import-words.ts";
import type { Import } from "./list-imports.ts";
import { Resume } from "./resume.tsx";
import { Wanted } from "./wanted.tsx";

const SHOWN = 5;
const ENDS: Readonly<Record<string, string>> = {
  running: "Running",
  finished: "Finished",
  cancelled: "Cancelled",
  paused: "Paused",
  failed: "Stopped",
};

/** What was imported before: the last few. */
export const PastImports = ({ imports, mayFetch }: { imports: Import[]; mayFetch: boolean }) => (
  <Disclosure title={imports.length === 1 ? "1 earlier import" : `${imports.length} earlier imports`}>
    <ul className="grid gap-3 text-sm">
      {imports.slice(0, SHOWN).map((each) => (
        <li
          key={each.id}
          tabIndex={-1}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5 outline-none"
        >
          <div className="min-w-0 flex-1 basis-64">
            <p>
              <span className="font-medium">
                <Moment iso={each.started_at} />
              </span>
              , <Wanted of={each} />
            </p>
            <p className="text-muted">
              {ENDS[each.state] ?? "Stopped"}: {resultWords(each)}. {each.state !== "finished" && each.error}
            </p>
          </div>
          {mayFetch && each.state !== "finished" && each.state !== "running" && <Resume of={each} />}
        </li>
      ))}
    </ul>
    {imports.length > SHOWN && <p className="mt-3 text-sm text-muted">These are the newest {SHOWN}.</p>}
  </Disclosure>
);
