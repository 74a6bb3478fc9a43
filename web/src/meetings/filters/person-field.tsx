import { useId, useState } from "react";

/** The address of somebody who was there. What is typed counts when the box is left, or at Enter. */
export const PersonField = ({ value, onSettle }: PersonFieldProps) => {
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
        Person
      </label>
      <input
        id={id}
        type="email"
        value={typed}
        placeholder="E-mail of a recorder or attendee"
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

interface PersonFieldProps {
  value: string | undefined;
  onSettle: (value: string | undefined) => void;
}
