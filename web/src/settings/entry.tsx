import type { ReactNode } from "react";

/** A line of a list of terms and what they are. */
export const Entry = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="grid gap-x-6 gap-y-1 py-2 sm:grid-cols-[11rem_1fr]">
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
