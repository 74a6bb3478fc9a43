import { ApiButton } from "@/api/api-button.tsx";
import type { Import } from "./list-imports.ts";
import { IMPORTS } from "./use-imports.ts";

/** Lets an import that stands still go on where it stopped. */
export const Resume = ({ of }: { of: Import }) => (
  <div className="flex flex-wrap items-center gap-2">
    <ApiButton path={`imports/${of.id}/resume`} refresh={IMPORTS} label="Resume the import">
      Resume
    </ApiButton>
  </div>
);
