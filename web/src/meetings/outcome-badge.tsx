import {
  Building2,
  CircleAlert,
  CircleCheck,
  Clock,
  FlaskConical,
  ListChecks,
  type LucideIcon,
  SearchX,
} from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/ui/badge.tsx";
import type { OutcomeStatus } from "./outcome.ts";

const LOOKS: Readonly<Record<OutcomeStatus, { tone: BadgeTone; icon: LucideIcon }>> = {
  note_added: { tone: "good", icon: CircleCheck },
  not_found: { tone: "warn", icon: SearchX },
  ambiguous: { tone: "warn", icon: ListChecks },
  failed: { tone: "bad", icon: CircleAlert },
  dry_run: { tone: "accent", icon: FlaskConical },
  pending: { tone: "quiet", icon: Clock },
  skipped_internal: { tone: "quiet", icon: Building2 },
};

/** An outcome, or a number of them, with its sign and colour. */
export const OutcomeBadge = ({ status, className, children }: OutcomeBadgeProps) => (
  <Badge {...LOOKS[status]} {...(className && { className })}>
    {children}
  </Badge>
);

interface OutcomeBadgeProps {
  status: OutcomeStatus;
  className?: string | undefined;
  children: ReactNode;
}
