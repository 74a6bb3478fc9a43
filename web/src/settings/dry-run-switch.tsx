import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { Logging } from "./read-settings.ts";
import { useChange } from "./use-change.ts";

/** Switches the dry run on and off. */
export const DryRunSwitch = ({ logging }: { logging: Logging }) => {
  const { change, busy, problem } = useChange(logging.workspace_id);
  return (
    <>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Button
        look="secondary"
        className="justify-self-start"
        busy={busy}
        onClick={() => void change({ dryRun: !logging.dry_run })}
      >
        {logging.dry_run ? "Switch dry run off" : "Switch dry run on"}
      </Button>
    </>
  );
};
