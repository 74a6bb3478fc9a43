import { useId, useState } from "react";

/** A labelled box of a filter. What is typed counts when the box is left, or at Enter; a day as soon as it is one. */
export const BoxField = ({ label, type, value, placeholder, onSettle }: BoxFieldProps) => {
  const id = useId();
  const [typed, setTyped] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setTyped(value ?? "");
  }
  const settle = (text: string) => {
    const next = text.trim() || undefined;
    if (next !== value) onSettle(next);
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="w-fit text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type={type}
        value={typed}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => settle(typed)}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle(typed);
        }}
        className="h-10 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 placeholder:text-muted"
      />
    </div>
  );
};

interface BoxFieldProps {
  label: string;
  type: "date" | "email";
  value: string | undefined;
  placeholder?: string;
  onSettle: (value: string | undefined) => void;
}
