import { CloudOff, type LucideIcon, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "@/lib/data-error.ts";
import { Button } from "./button.tsx";

/** A panel in place of content: nothing there yet, or it did not work. */
export const Panel = ({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) => (
  <div className="rounded-xl border border-line bg-surface px-6 py-12 text-center sm:py-16">
    <span className="mx-auto flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent">
      <Icon aria-hidden className="size-6" />
    </span>
    <h2 className="mt-4 text-lg font-semibold">{title}</h2>
    <div className="mx-auto mt-1 max-w-md text-balance text-muted [&_a]:font-medium">{children}</div>
  </div>
);

/** What could not be read, in words, with a way to try again. */
export const Problem = ({ error, onRetry, busy }: { error: unknown; onRetry: () => void; busy: boolean }) => {
  const { title, advice } = describeError(error);
  return (
    <div role="alert">
      <Panel icon={CloudOff} title={title}>
        <p>{advice}</p>
        <Button look="secondary" className="mt-5" busy={busy} onClick={onRetry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      </Panel>
    </div>
  );
};
