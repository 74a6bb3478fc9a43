import { PathLink } from "@/ui/path-link.tsx";

export interface Bar {
  key: string;
  /** Below it, at every second, on a phone every fourth, counted from the last. */
  tick: string;
  /** All of it in words: "Week of 7 September: 12 meetings". */
  words: string;
  value: number;
  /** Above it. */
  shown: string;
  /** Where its value was counted. */
  href: string;
  /** Not over yet: drawn as an outline. */
  isOpen?: boolean;
}

/** What of the height a bar may take: above it stands its value. */
const TALLEST = 84;

/** A bar each, from left to right; each a link with its value in words, so that Tab goes from value to value. */
export const BarChart = ({ label, bars, max }: BarChartProps) => (
  <ol aria-label={label} className="flex gap-px sm:gap-1">
    {bars.map((bar) => {
      const height = max === 0 ? 0 : (TALLEST * bar.value) / max;
      return (
        <li key={bar.key} className="group/bar min-w-0 flex-1">
          <PathLink href={bar.href} title={bar.words} className="block rounded-md hover:bg-sunken">
            <svg aria-hidden className="h-40 w-full lg:h-56 overflow-visible">
              <rect
                x="12%"
                width="76%"
                y={`${100 - height}%`}
                height={`${height}%`}
                rx="3"
                strokeDasharray={bar.isOpen ? "4 3" : undefined}
                className={
                  bar.isOpen
                    ? "fill-accent-soft stroke-accent"
                    : "fill-accent transition-colors group-hover/bar:fill-accent-hover"
                }
              />
              <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-line-strong" />
              <text
                x="50%"
                y={`${100 - height}%`}
                dy="-6"
                textAnchor="middle"
                className={bar.value === 0 ? "fill-muted text-xs" : "fill-ink text-xs font-medium"}
              >
                {bar.shown}
              </text>
            </svg>
            <span className="sr-only">{bar.words}</span>
          </PathLink>
          <span
            aria-hidden
            className="flex justify-center pt-1 text-xs whitespace-nowrap text-muted group-odd/bar:invisible max-sm:group-not-nth-[4n]/bar:invisible"
          >
            {bar.tick}
          </span>
        </li>
      );
    })}
  </ol>
);

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
  /** The value of the tallest bar there can be. */
  max: number;
}
