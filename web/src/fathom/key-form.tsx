import { Form } from "@base-ui/react/form";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { Saved } from "./saved.tsx";
import { SimulatorHint } from "./simulator-hint.tsx";
import { Tested } from "./tested.tsx";
import { TriggerFields } from "./trigger-fields.tsx";
import { type KeyFormStart, useKeyForm } from "./use-key-form.ts";

/** Connects a Fathom account by an API key, or tries the key without keeping it. */
export const KeyForm = ({ isKnown = false, onCancel, ...start }: KeyFormProps) => {
  const { fields, saves, submit, intend, busy, problem, tested, saved } = useKeyForm(start);
  return (
    <Form className="grid max-w-md gap-4" onFormSubmit={() => void submit()}>
      {!isKnown && (
        <TextField
          name="fathomUserEmail"
          label="E-mail of the Fathom account"
          type="email"
          value={fields.email}
          onValueChange={fields.setEmail}
          autoComplete="email"
          required
          errors={{ valueMissing: "Enter the e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
        />
      )}
      <TextField
        // Another field after each save: an emptied one would be told to be missing.
        key={saves}
        name="apiKey"
        label="API key"
        type="password"
        value={fields.apiKey}
        onValueChange={fields.setApiKey}
        autoComplete="off"
        required
        description="In Fathom: User Settings, API Access, Generate API Key. It is stored encrypted and never shown again."
        errors={{ valueMissing: "Enter the API key." }}
      />
      <SimulatorHint />
      <TriggerFields chosen={fields.triggers} onChange={fields.setTriggers} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      {tested && <Tested answer={tested} typed={fields.email} onUse={isKnown ? null : fields.setEmail} />}
      {saved && <Saved answer={saved} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={busy !== null} onClick={() => intend("save")}>
          {busy === "save" ? "Connecting…" : isKnown ? "Save" : "Connect Fathom"}
        </Button>
        <Button type="submit" look="secondary" busy={busy !== null} onClick={() => intend("test")}>
          {busy === "test" ? "Testing…" : "Test connection"}
        </Button>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </Form>
  );
};

interface KeyFormProps extends KeyFormStart {
  /** The account is there already: it keeps its address. */
  isKnown?: boolean;
  /** Where there is something to go back to. */
  onCancel?: () => void;
}
