import { Checkbox } from "@/ui/checkbox.tsx";
import { type Trigger, TRIGGER_WORDS, TRIGGERS } from "./triggers.ts";

/** Which recordings an account brings. */
export const TriggerFields = ({ chosen, onChange }: TriggerFieldsProps) => (
  <fieldset className="grid gap-2">
    <legend className="mb-2 text-sm font-medium">Which recordings</legend>
    {TRIGGERS.map((trigger) => {
      const { label, description } = TRIGGER_WORDS[trigger];
      return (
        <Checkbox
          key={trigger}
          label={label}
          {...(description && { description })}
          checked={chosen.includes(trigger)}
          onChange={(checked) =>
            onChange(TRIGGERS.filter((each) => (each === trigger ? checked : chosen.includes(each))))
          }
        />
      );
    })}
    {chosen.length === 0 && (
      <p role="alert" className="text-sm font-medium text-bad">
        Choose at least one kind.
      </p>
    )}
  </fieldset>
);

interface TriggerFieldsProps {
  chosen: readonly Trigger[];
  onChange: (chosen: Trigger[]) => void;
}
