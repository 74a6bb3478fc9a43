import type { ReactNode } from "react";

/** One of several to choose from, with its words beside it. */
export const Radio = ({ name, label, checked, onChoose }: RadioProps) => (
  <label className="flex w-fit items-center gap-2.5 py-0.5">
    <input type="radio" name={name} checked={checked} onChange={onChoose} className="size-4 shrink-0 accent-accent" />
    <span>{label}</span>
  </label>
);

interface RadioProps {
  /** The same for all of a choice. */
  name: string;
  label: ReactNode;
  checked: boolean;
  onChoose: () => void;
}
