import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { classes } from "@/lib/classes.ts";

/** A part of a page with a heading of level 2, which names it. It can take the focus: from a link to it, or from what goes. */
export const Card = ({
  title,
  aside,
  description,
  className,
  children,
  ...props
}: Omit<ComponentProps<"section">, "title"> & { title: string; aside?: ReactNode; description?: ReactNode }) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      tabIndex={-1}
      className={classes("scroll-mt-20 rounded-xl border border-line bg-surface", className)}
      {...props}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 pt-4 sm:px-5">
        <h2 id={id} className="text-lg leading-6 font-semibold tracking-tight">
          {title}
        </h2>
        {aside && <div className="text-sm text-muted">{aside}</div>}
        {description && <p className="w-full max-w-2xl text-sm text-muted">{description}</p>}
      </div>
      <div className="px-4 pt-3 pb-4 sm:px-5 sm:pb-5">{children}</div>
    </section>
  );
};
