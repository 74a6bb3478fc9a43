import { ChevronDown } from "lucide-react";
import { useId } from "react";

/** A labelled choice of one out of a few, the browser's own: it opens as people know it on their phone. */
export const SelectField = <Value extends string>({ label, value, options, onChange }: SelectFieldProps<Value>) => {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="w-fit text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.currentTarget.value);
            if (chosen) onChange(chosen.value);
          }}
          className="h-10 w-full appearance-none truncate rounded-lg border border-line-strong bg-surface ps-3 pe-9"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute end-3 top-3 size-4 text-muted" />
      </div>
    </div>
  );
};

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; words: string }[];
  onChange: (value: Value) => void;
}
