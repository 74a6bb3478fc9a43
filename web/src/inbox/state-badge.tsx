import { Ban, CircleCheck, FileQuestion, Inbox, LoaderCircle, type LucideIcon, RotateCw } from "lucide-react";
import { Badge, type BadgeTone } from "@/ui/badge.tsx";
import { type EventState, STATE_WORDS } from "./event-state.ts";

const LOOKS: Readonly<Record<EventState, { tone: BadgeTone; icon: LucideIcon }>> = {
  received: { tone: "quiet", icon: Inbox },
  processing: { tone: "accent", icon: LoaderCircle },
  retrying: { tone: "warn", icon: RotateCw },
  processed: { tone: "good", icon: CircleCheck },
  unreadable: { tone: "bad", icon: FileQuestion },
  dead: { tone: "bad", icon: Ban },
};

/** What a delivery is at, with its sign and colour. */
export const StateBadge = ({ state }: { state: EventState }) => <Badge {...LOOKS[state]}>{STATE_WORDS[state]}</Badge>;
