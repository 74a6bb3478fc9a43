import { classes } from "@/lib/classes.ts";

/** Stands where a text will be, in its size. Hidden from screen readers: the region around it says that it loads. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={classes("block h-4 animate-pulse rounded bg-line", className)} />
);
