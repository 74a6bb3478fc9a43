import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown, ChevronUp, type LucideIcon } from "lucide-react";
import { shorten } from "@/lib/shorten.ts";
import { buttonStyle } from "@/ui/button.tsx";
import { useShortcuts } from "@/ui/shortcuts/use-shortcuts.ts";
import type { MeetingHead } from "../read-meeting.ts";
import type { Neighbour } from "./read-neighbours.ts";
import { useNeighbours } from "./use-neighbours.ts";

const LOOK = buttonStyle({ look: "quiet", size: "small", className: "px-2" });

const Way = ({ to, words, icon: Icon }: { to: Neighbour | null; words: string; icon: LucideIcon }) =>
  to ? (
    <Link
      to="/meetings/$meetingId"
      params={{ meetingId: to.id }}
      title={shorten(to.title, 120)}
      aria-label={`${words} meeting: ${shorten(to.title, 120)}`}
      className={LOOK}
    >
      <Icon aria-hidden />
      {words}
    </Link>
  ) : (
    // Keeps the place, so that the other way does not move.
    <span
      role="link"
      aria-disabled
      aria-label={`No ${words.toLowerCase()} meeting`}
      className={`${LOOK} pointer-events-none opacity-40`}
    >
      <Icon aria-hidden />
      {words}
    </span>
  );

/** The ways to the meetings next to one in time, by link or by key. */
export const NeighbourLinks = ({ meeting }: { meeting: MeetingHead | undefined }) => {
  const { newer, older } = useNeighbours(meeting);
  const navigate = useNavigate();
  const go = (to: Neighbour | null) => () => {
    if (to) void navigate({ to: "/meetings/$meetingId", params: { meetingId: to.id } });
  };
  useShortcuts([
    { keys: ["j"], does: "Older meeting", run: go(older) },
    { keys: ["k"], does: "Newer meeting", run: go(newer) },
  ]);
  return (
    <nav aria-label="Meetings next to this one" className="flex">
      <Way to={newer} words="Newer" icon={ChevronUp} />
      <Way to={older} words="Older" icon={ChevronDown} />
    </nav>
  );
};
