import { cva } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Tone = "info" | "good" | "warn" | "bad";

const style = cva(
  "flex items-start gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
  {
    variants: {
      tone: {
        info: "border-accent/25 bg-accent-soft [&>svg]:text-accent",
        good: "border-good/25 bg-good-soft [&>svg]:text-good",
        warn: "border-warn/25 bg-warn-soft [&>svg]:text-warn",
        bad: "border-bad/25 bg-bad-soft [&>svg]:text-bad",
      },
    },
  },
);

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

/** A message in the page. `bad` is read out at once, the others when there is a pause. */
export const Notice = ({ tone, children }: { tone: Tone; children: ReactNode }) => {
  const Icon = ICONS[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={style({ tone })}>
      <Icon aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
};
