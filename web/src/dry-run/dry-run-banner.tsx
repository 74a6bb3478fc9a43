import { Link } from "@tanstack/react-router";
import { Notice } from "@/ui/notice.tsx";
import { useDryRun } from "./use-dry-run.ts";

/** Says that nothing is written, wherever somebody looks for what was written. */
export const DryRunBanner = ({ workspaceId }: { workspaceId?: string }) => {
  const { isOn } = useDryRun(workspaceId);
  if (!isOn) return null;
  return (
    <Notice tone="info">
      <strong className="font-semibold">Dry run:</strong> nothing is written to Pipedrive. Each attendee found there
      shows the note that they would get.{" "}
      <Link to="/settings" hash="logging" className="text-link">
        Open Settings
      </Link>
    </Notice>
  );
};
