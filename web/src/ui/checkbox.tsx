/** A box to tick, with its words beside it. */
export const Checkbox = ({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) => (
  <label className="flex w-fit items-start gap-2.5">
    <input
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="mt-0.75 size-4 shrink-0 accent-accent"
    />
    {label}
  </label>
);
