import { Link } from "@tanstack/react-router";
import { ChevronRight, CircleCheck, CircleDashed } from "lucide-react";
import { useOverview } from "@/overview/use-overview.ts";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { ProgressBar } from "@/ui/progress-bar.tsx";
import { mayAdminister } from "@/workspace/roles.ts";
import { useMembership } from "@/workspace/use-membership.ts";
import { firstSteps, type Step } from "./steps.ts";
import { useHidden } from "./use-hidden.ts";

const StepRow = ({ step, isNext }: { step: Step; isNext: boolean }) => (
  <li aria-current={isNext ? "step" : undefined}>
    <Link
      to="/settings"
      hash={step.place}
      className="-mx-2 flex items-center gap-3 rounded-lg px-2 py-2.5 hover:bg-sunken"
    >
      {step.isDone ? (
        <CircleCheck aria-hidden className="size-5 shrink-0 text-good" />
      ) : (
        <CircleDashed aria-hidden className="size-5 shrink-0 text-muted" />
      )}
      <span className="min-w-0 flex-1">
        <span className={isNext ? "block font-semibold" : "block font-medium"}>
          {step.title}
          <span className="sr-only">{step.isDone ? ", done" : ", to do"}</span>
        </span>
        {!step.isDone && <span className="block text-sm text-muted">{step.sentence}</span>}
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
    </Link>
  </li>
);

const Steps = ({ workspaceId }: { workspaceId: string }) => {
  const { data: overview } = useOverview(workspaceId, false);
  const { isHidden, hide } = useHidden(workspaceId);
  const steps = overview ? firstSteps(overview) : [];
  const done = steps.filter(({ isDone }) => isDone).length;
  if (isHidden || done === steps.length) return null;
  const next = steps.find(({ isDone }) => !isDone);
  const words = `${done} of ${steps.length} done`;
  return (
    <Card title="Set up Debrief" aside={words}>
      <div className="grid grid-cols-1 gap-3">
        <ProgressBar label="Set up" words={words} value={done} max={steps.length} />
        <ol className="divide-y divide-line">
          {steps.map((step) => (
            <StepRow key={step.title} step={step} isNext={step === next} />
          ))}
        </ol>
        <Button look="quiet" size="small" className="-ms-3 justify-self-start" onClick={hide}>
          Hide these steps
        </Button>
      </div>
    </Card>
  );
};

/** Leads whoever sets a workspace up through it. Gone once all is done, or when they hide it. */
export const FirstSteps = () => {
  const membership = useMembership();
  if (!membership || !mayAdminister(membership)) return null;
  return <Steps key={membership.workspace_id} workspaceId={membership.workspace_id} />;
};
