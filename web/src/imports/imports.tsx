import { LatestImport } from "./latest-import.tsx";
import type { Import } from "./list-imports.ts";
import { PastImports } from "./past-imports.tsx";

/** What of an account's past was imported or is on its way; empty before the first time. */
export const Imports = ({ imports: [latest, ...earlier], email, mayFetch }: ImportsProps) =>
  latest && (
    <section
      aria-label={`Imports from ${email}`}
      tabIndex={-1}
      className="grid gap-3 rounded-lg outline-none [&_summary]:text-sm"
    >
      <LatestImport latest={latest} mayFetch={mayFetch} />
      {earlier.length > 0 && <PastImports imports={earlier} mayFetch={mayFetch} />}
    </section>
  );

interface ImportsProps {
  /** The newest first. */
  imports: Import[];
  email: string;
  mayFetch: boolean;
}
