import { classes } from "@/lib/classes.ts";

/** A speech bubble with a tick: said, and logged. */
export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden className={classes("size-7 shrink-0", className)}>
    <rect width="32" height="32" rx="8" className="fill-accent" />
    <path
      className="fill-surface"
      d="M9.5 7h13A3.5 3.5 0 0 1 26 10.5v7a3.5 3.5 0 0 1-3.5 3.5H16l-5.2 4.3A.8.8 0 0 1 9.5 24.7V21A3.5 3.5 0 0 1 6 17.5v-7A3.5 3.5 0 0 1 9.5 7Z"
    />
    <path
      className="fill-none stroke-accent"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m11.5 14 3.2 3.2 6-6"
    />
  </svg>
);
