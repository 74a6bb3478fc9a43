/** How far something is. Without `max` it goes on, and nobody knows yet how far it has to go. */
export const ProgressBar = ({ label, words, value, max }: ProgressBarProps) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuetext={words}
    aria-valuemin={0}
    aria-valuemax={max ?? undefined}
    aria-valuenow={max === null ? undefined : value}
    className="h-2 overflow-hidden rounded-full bg-line"
  >
    <div
      className={
        max === null
          ? "h-full w-1/3 animate-slide rounded-full bg-accent motion-reduce:w-full motion-reduce:opacity-40"
          : "h-full rounded-full bg-accent transition-[width] duration-500"
      }
      style={max === null ? undefined : { width: `${max === 0 ? 0 : (100 * value) / max}%` }}
    />
  </div>
);

interface ProgressBarProps {
  /** What it is that goes on. */
  label: string;
  /** How far it is, in words: what a screen reader says instead of a percentage. */
  words: string;
  value: number;
  max: number | null;
}
