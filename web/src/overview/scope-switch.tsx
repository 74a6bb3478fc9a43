import { PathLink } from "@/ui/path-link.tsx";

const CHOICES = [
  ["team", "Team"],
  ["mine", "Mine"],
] as const;

/** For whoever sees more than their own: all of it, or theirs alone. Links, so that each view has its address. */
export const ScopeSwitch = ({ whose }: { whose: "mine" | "team" }) => (
  <nav aria-label="Whose meetings" className="flex gap-1 rounded-lg bg-sunken p-1">
    {CHOICES.map(([value, words]) => (
      <PathLink
        key={value}
        href={value === "team" ? "/overview" : `/overview?whose=${value}`}
        aria-current={value === whose ? "true" : undefined}
        className="rounded-md px-3 py-1 text-sm text-muted aria-[current=true]:bg-surface aria-[current=true]:font-medium aria-[current=true]:text-ink aria-[current=true]:shadow-sm"
      >
        {words}
      </PathLink>
    ))}
  </nav>
);
