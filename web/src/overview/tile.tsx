import { CircleCheck, type LucideIcon } from "lucide-react";
import { PathLink } from "@/ui/path-link.tsx";

const TONES = { warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad" } as const;

/** One number that asks for a person, and the way to where it is dealt with. At zero it says that all is well. */
export const Tile = ({ href, count, words, detail, calm, tone, icon: Icon }: TileProps) => {
  const isCalm = count === 0;
  const Sign = isCalm ? CircleCheck : Icon;
  return (
    <li className="min-w-0">
      <PathLink
        href={href}
        className="block h-full rounded-xl border border-line bg-surface p-4 transition-colors hover:border-line-strong"
      >
        <span className="flex items-center gap-3">
          <span
            className={`flex size-9 shrink-0 items-center justify-center rounded-lg ${isCalm ? "bg-good-soft text-good" : TONES[tone]}`}
          >
            <Sign aria-hidden className="size-5" />
          </span>
          <span className="text-2xl font-semibold tracking-tight tabular-nums">{count}</span>
        </span>
        <span className="mt-2 block">
          <span className="block font-medium">{words}</span>
          <span className="block text-sm text-muted">{isCalm ? calm : detail}</span>
        </span>
      </PathLink>
    </li>
  );
};

interface TileProps {
  href: string;
  count: number;
  words: string;
  detail: string;
  /** Instead of the detail when there is nothing. */
  calm: string;
  tone: keyof typeof TONES;
  icon: LucideIcon;
}
