import { getRouteApi } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { useState } from "react";
import { countedOf } from "@/lib/counted-words.ts";
import { Button } from "@/ui/button.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { useMembership } from "@/workspace/use-membership.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditList } from "./audit-list.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { totalOf } from "./list-audit.ts";
import { useAuditCounts } from "./use-audit.ts";

const route = getRouteApi("/signed-in/audit");

/** Who was logged where, by which delivery, and why not: to look through, and to take along. */
export const AuditPage = () => {
  const { page = 1, outcome, from, to, q } = route.useSearch();
  const filter = { outcome, from, to, q };
  const workspaceId = useMembership()?.workspace_id;
  const counts = useAuditCounts(workspaceId, filter);
  const total = counts && totalOf(counts, outcome);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <PageHeading title="Audit" />
          <p className="mt-1 text-muted">Every attendee, where they were logged, and by which delivery.</p>
        </div>
        <Button look="secondary" idle={!workspaceId || total === 0} onClick={() => setExporting(true)}>
          <Download aria-hidden /> Export CSV
        </Button>
      </div>
      <AuditFilters filter={filter} counts={counts} />
      <p role="status" className="mt-4 mb-2 min-h-5 text-sm text-muted">
        {total !== null && total > 0 && countedOf(total, "attendee", "attendees")}
      </p>
      <AuditList workspaceId={workspaceId} filter={filter} pages={page} />
      {exporting && workspaceId && (
        <ExportDialog workspaceId={workspaceId} filter={filter} total={total} onClose={() => setExporting(false)} />
      )}
    </>
  );
};
