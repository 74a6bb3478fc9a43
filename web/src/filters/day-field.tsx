import { useId, useState } from "react";
import { isDay } from "./days.ts";

/** A day to choose, or none. What is typed counts once it is a whole day, so that nothing is read for the year 2. */
export const DayField = ({ label, value, onChange }: DayFieldProps) => {
  const id = useId();
  const [typed, setTyped] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? "");
  }
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="w-fit text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="date"
        min="1900-01-01"
        max="2099-12-31"
        value={typed}
        onChange={({ currentTarget: { value: day } }) => {
          setTyped(day);
          if (day === "" || isDay(day)) onChange(day === "" ? undefined : day);
        }}
        className="h-10 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3"
      />
    </div>
  );
};

interface DayFieldProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}
