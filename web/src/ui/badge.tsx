import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "@/lib/classes.ts";

const style = cva(
  "inline-flex items-center gap-1.5 rounded-md px-2 py-0.5 text-[0.8125rem] leading-5 font-medium [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        good: "bg-good-soft text-good",
        warn: "bg-warn-soft text-warn",
        bad: "bg-bad-soft text-bad",
        accent: "bg-accent-soft text-accent",
        quiet: "bg-sunken text-muted",
      },
    },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof style>["tone"]>;

/** A few words with a sign before them, so that colour is never all that tells them apart. */
export const Badge = ({
  tone,
  icon: Icon,
  className,
  children,
}: {
  tone: BadgeTone;
  icon?: LucideIcon;
  className?: string;
  children: ReactNode;
}) => (
  <span className={classes(style({ tone }), className)}>
    {Icon && <Icon aria-hidden />}
    {children}
  </span>
);
