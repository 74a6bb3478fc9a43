import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { authErrorWords } from "./auth-words.ts";

export interface Credentials {
  email: string;
  password: string;
}

const MIN_PASSWORD = 8;

/** E-mail and password, checked before they are sent. `onSubmit` gives the error to show, or null. */
export const CredentialsForm = ({
  purpose,
  submitLabel,
  onSubmit,
}: {
  purpose: "sign-in" | "sign-up";
  submitLabel: string;
  onSubmit: (credentials: Credentials) => Promise<unknown>;
}) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isNew = purpose === "sign-up";

  const submit = async (values: Credentials) => {
    setBusy(true);
    setProblem(null);
    try {
      const error = await onSubmit({ email: values.email.trim(), password: values.password });
      if (error) setProblem(authErrorWords(error));
    } catch (error) {
      setProblem(authErrorWords(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Credentials> className="grid gap-4" onFormSubmit={submit}>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete={isNew ? "email" : "username"}
        required
        errors={{ valueMissing: "Enter your e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        required
        {...(isNew && { minLength: MIN_PASSWORD, description: `At least ${MIN_PASSWORD} characters.` })}
        errors={{
          valueMissing: isNew ? "Choose a password." : "Enter your password.",
          tooShort: `This password is too short: at least ${MIN_PASSWORD} characters.`,
        }}
      />
      <Button type="submit" busy={busy} className="mt-1 w-full">
        {busy ? "One moment…" : submitLabel}
      </Button>
    </Form>
  );
};
