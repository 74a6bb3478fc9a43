import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { internalDomain } from "./internal-domain.ts";

/** Adds a domain; `add` tells whether it was saved. */
export const DomainForm = ({ domains, add, busy }: DomainFormProps) => {
  const [typed, setTyped] = useState("");
  const [saves, setSaves] = useState(0);
  const wrong = (value: string): string | null => {
    if (value.trim() === "") return null;
    const domain = internalDomain(value);
    if (domain === null) return "This is no domain. Enter one such as example.com.";
    return domains.includes(domain) ? `${domain} is in the list already.` : null;
  };
  const submit = async () => {
    const domain = internalDomain(typed);
    if (domain === null || !(await add(domain))) return;
    setTyped("");
    setSaves((before) => before + 1);
  };
  return (
    <Form className="flex max-w-md items-start gap-3" onFormSubmit={submit}>
      <div className="min-w-0 flex-1">
        <TextField
          // Another field after each save: an emptied one would be told to be missing.
          key={saves}
          name="domain"
          label="Add a domain"
          value={typed}
          onValueChange={setTyped}
          placeholder="example.com"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          validate={wrong}
          errors={{ valueMissing: "Enter a domain." }}
        />
      </div>
      {/* As high as the label above the field, so that the button stands beside the field. */}
      <Button type="submit" look="secondary" className="mt-7" busy={busy}>
        Add
      </Button>
    </Form>
  );
};

interface DomainFormProps {
  domains: string[];
  add: (domain: string) => Promise<boolean>;
  busy: boolean;
}
