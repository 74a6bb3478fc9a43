import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "@/lib/classes.ts";

export interface TextFieldProps extends Omit<ComponentProps<typeof Field.Control>, "className" | "name"> {
  name: string;
  label: string;
  description?: ReactNode;
  /** What stands behind the text in the same box, e.g. the rest of an address. */
  suffix?: string;
  /** What is wrong with what was typed, from the browser's checks, by kind. */
  errors?: Partial<Record<(typeof ERROR_KINDS)[number], string>>;
  /** Looks at what passed those checks: what is wrong with it, or null. */
  validate?: (value: string) => string | null;
}

const NO_ERRORS: TextFieldProps["errors"] = {};
const ERROR_KINDS = [
  "valueMissing",
  "typeMismatch",
  "tooShort",
  "patternMismatch",
  "badInput",
  "rangeUnderflow",
  "rangeOverflow",
  "stepMismatch",
] as const;

/** A labelled text box whose description and error belong to it for screen readers too. */
export const TextField = ({
  name,
  label,
  description,
  suffix,
  errors = NO_ERRORS,
  validate,
  ...control
}: TextFieldProps) => (
  <Field.Root
    name={name}
    className="grid content-start gap-1.5"
    validate={validate && ((value) => validate(String(value ?? "")))}
  >
    <Field.Label className="w-fit text-sm font-medium">{label}</Field.Label>
    <div
      className={classes(
        "flex items-center rounded-lg border border-line-strong bg-surface has-data-invalid:border-bad",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent",
      )}
    >
      <Field.Control
        {...control}
        className="h-10 w-full min-w-0 rounded-lg bg-transparent px-3 outline-none placeholder:text-muted"
      />
      {suffix && <span className="shrink-0 pe-3 text-sm text-muted">{suffix}</span>}
    </div>
    {ERROR_KINDS.map((kind) => (
      <Field.Error key={kind} match={kind} className="text-sm font-medium text-bad">
        {errors[kind]}
      </Field.Error>
    ))}
    <Field.Error match="customError" className="text-sm font-medium text-bad" />
    {description && <Field.Description className="text-sm text-muted">{description}</Field.Description>}
  </Field.Root>
);
