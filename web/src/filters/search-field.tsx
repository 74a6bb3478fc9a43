import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";

const PAUSE_MS = 400;

/** Words to look for: taken when somebody pauses, or presses Enter. */
export const SearchField = ({ label, placeholder, value, onChange }: SearchFieldProps) => {
  const id = useId();
  const [typed, setTyped] = useState(value ?? "");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What comes back from the address must not overwrite what has been typed since.
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value ?? "");
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const take = (text: string) => {
    clearTimeout(timer.current);
    const words = text.trim() || undefined;
    if (words === sent) return;
    setSent(words);
    onChange(words);
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="w-fit text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute start-3 top-3 size-4 text-muted" />
        <input
          id={id}
          type="search"
          maxLength={200}
          placeholder={placeholder}
          value={typed}
          onChange={({ currentTarget: { value: text } }) => {
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => take(text), PAUSE_MS);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") take(event.currentTarget.value);
          }}
          className="h-10 w-full min-w-0 rounded-lg border border-line-strong bg-surface ps-9 pe-3 placeholder:text-muted"
        />
      </div>
    </div>
  );
};

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string | undefined;
  onChange: (words: string | undefined) => void;
}
