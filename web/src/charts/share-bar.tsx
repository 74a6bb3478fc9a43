import { useId } from "react";
import { placed } from "./placed.ts";

const FILLS = {
  good: "fill-good",
  warn: "fill-warn",
  bad: "fill-bad",
  accent: "fill-accent",
  quiet: "fill-line-strong",
} as const;

export interface Share {
  key: string;
  value: number;
  tone: keyof typeof FILLS;
  /** Tells it from another of the same tone without colour. */
  hatched?: boolean;
}

/** What of a whole each part takes. Only to be looked at: the same is to stand below it in words. */
export const ShareBar = ({ parts }: { parts: readonly Share[] }) => {
  const id = useId();
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  return (
    <svg aria-hidden className="h-5 w-full overflow-hidden rounded-md">
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="6" className="stroke-surface" strokeWidth="4" />
        </pattern>
      </defs>
      {whole === 0 && <rect width="100%" height="100%" className="fill-line" />}
      {placed(parts.filter(({ value }) => value > 0)).map(({ key, value, start, tone, hatched }) => {
        const place = { x: `${(100 * start) / whole}%`, width: `${(100 * value) / whole}%`, height: "100%" };
        return (
          <g key={key}>
            <rect {...place} className={FILLS[tone]} />
            {hatched && <rect {...place} fill={`url(#${id})`} />}
            {/* Parts beside each other are told apart by a gap, whatever their colours. */}
            {start > 0 && <rect x={place.x} width="2" height="100%" className="fill-surface" />}
          </g>
        );
      })}
    </svg>
  );
};
