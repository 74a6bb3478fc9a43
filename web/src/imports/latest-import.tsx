import { Link } from "@tanstack/react-router";
import { ApiButton } from "@/api/api-button.tsx";
import { Ago } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { ProgressBar } from "@/ui/progress-bar.tsx";
import { outOf, progressWords, resultWords, throughOf } from "./import-words.ts";
import type { Import } from "./list-imports.ts";
import { Resume } from "./resume.tsx";
import { IMPORTS } from "./use-imports.ts";
import { Wanted } from "./wanted.tsx";

const Running = ({ latest, mayFetch }: LatestImportProps) => (
  <div className="grid gap-2">
    <p className="font-medium">
      Importing <Wanted of={latest} />
    </p>
    <ProgressBar
      label="Import of past meetings"
      words={progressWords(latest)}
      value={throughOf(latest)}
      max={latest.counted_at === null ? null : outOf(latest)}
    />
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-sm text-muted tabular-nums">{progressWords(latest)}</p>
      {mayFetch && (
        <ApiButton path={`imports/${latest.id}/cancel`} refresh={IMPORTS} look="quiet" label="Cancel the import">
          Cancel
        </ApiButton>
      )}
    </div>
    {latest.error && <p className="text-sm text-muted">{latest.error}</p>}
  </div>
);

/** For how long the end of an import is news, in milliseconds. */
const NEWS_MS = 3_600_000;

const Finished = ({ latest }: { latest: Import }) => {
  const endedAt = latest.finished_at ?? latest.started_at;
  const sentence = (
    <>
      <strong className="font-semibold">Import finished</strong> <Ago iso={endedAt} />: {resultWords(latest)}.{" "}
      {latest.done > 0 && (
        <Link to="/meetings" className="text-link">
          See the meetings
        </Link>
      )}
    </>
  );
  if (latest.failed === 0 && Date.now() - Date.parse(endedAt) > NEWS_MS) {
    return <p className="text-sm text-muted">{sentence}</p>;
  }
  return (
    <Notice tone={latest.failed > 0 ? "warn" : "good"}>
      <p>{sentence}</p>
      {latest.failed > 0 && <p>What failed is named on the Meetings page, with the reason and a way to replay it.</p>}
    </Notice>
  );
};

const HALTS: Readonly<Record<string, string>> = {
  paused: "Import paused",
  cancelled: "Import cancelled",
  failed: "Import stopped",
};

const Halted = ({ latest, mayFetch }: LatestImportProps) => (
  <Notice tone={latest.state === "cancelled" ? "info" : "warn"}>
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <p>
          <strong className="font-semibold">{HALTS[latest.state] ?? "Import stopped"}</strong> at{" "}
          {progressWords(latest)}.
        </p>
        {latest.error && <p>{latest.error}</p>}
      </div>
      {mayFetch && <Resume of={latest} />}
    </div>
  </Notice>
);

/** The newest import of an account: how far it is, or what came of it. */
export const LatestImport = (props: LatestImportProps) => {
  switch (props.latest.state) {
    case "running":
      return <Running {...props} />;
    case "finished":
      return <Finished latest={props.latest} />;
    default:
      return <Halted {...props} />;
  }
};

interface LatestImportProps {
  latest: Import;
  mayFetch: boolean;
}
