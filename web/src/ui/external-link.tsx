import { ExternalLink as Icon } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "@/lib/classes.ts";

/** A link to another site. `href` must have been checked to be http(s). */
export const ExternalLink = ({
  href,
  className,
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) => (
  <a
    href={href}
    target="_blank"
    rel="noopener noreferrer"
    className={classes(className ?? "text-link inline-flex items-center gap-1")}
  >
    {children}
    <Icon aria-hidden className="size-3.5 shrink-0" />
    <span className="sr-only"> (opens in a new tab)</span>
  </a>
);
