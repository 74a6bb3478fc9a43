import { Radio } from "@/ui/radio.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { type ImportChoice, today, USUAL_COUNT } from "./import-order.ts";

/** How much of the past is wanted. */
export const ExtentFields = ({ choice, onChange }: ExtentFieldsProps) => {
  const radio = (extent: ImportChoice["extent"], label: string) => (
    <Radio
      name="extent"
      label={label}
      checked={choice.extent === extent}
      onChoose={() => onChange({ ...choice, extent })}
    />
  );
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-medium">Which meetings</legend>
      {radio("usual", `The last ${USUAL_COUNT}`)}
      {radio("most", "Another number")}
      {choice.extent === "most" && (
        <div className="ms-6.5 max-w-48">
          <TextField
            name="most"
            label="Number of meetings"
            type="number"
            min={1}
            max={10_000}
            step={1}
            inputMode="numeric"
            value={choice.most}
            onValueChange={(most) => onChange({ ...choice, most })}
            required
            errors={{
              valueMissing: "Enter how many.",
              badInput: "Enter a whole number.",
              stepMismatch: "Enter a whole number.",
              rangeUnderflow: "At least 1.",
              rangeOverflow: "At most 10,000.",
            }}
          />
        </div>
      )}
      {radio("since", "All since a date")}
      {choice.extent === "since" && (
        <div className="ms-6.5 max-w-48">
          <TextField
            name="since"
            label="Since"
            type="date"
            max={today(new Date())}
            value={choice.since}
            onValueChange={(since) => onChange({ ...choice, since })}
            required
            errors={{
              valueMissing: "Enter a date.",
              badInput: "Enter a whole date.",
              rangeOverflow: "This date is still to come.",
            }}
          />
        </div>
      )}
    </fieldset>
  );
};

interface ExtentFieldsProps {
  choice: ImportChoice;
  onChange: (choice: ImportChoice) => void;
}
