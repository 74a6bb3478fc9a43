import { useId } from "react";

/** A box to tick, with its words beside it, and what they mean below them. */
export const Checkbox = ({ label, description, checked, onChange }: CheckboxProps) => {
  const id = useId();
  return (
    <div className="w-fit">
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          aria-describedby={description ? id : undefined}
          className="mt-0.75 size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      {description && (
        <p id={id} className="ms-6.5 text-sm text-muted">
          {description}
        </p>
      )}
    </div>
  );
};

interface CheckboxProps {
  label: string;
  description?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}
