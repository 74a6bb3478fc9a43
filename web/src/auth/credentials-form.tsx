import { Form } from "@base-ui/react/form";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { EmailField } from "./email-field.tsx";
import { PasswordField } from "./password-field.tsx";
import { useAttempt } from "./use-attempt.ts";

export interface Credentials {
  email: string;
  password: string;
}

/** E-mail and password, checked before they are sent. `onSubmit` gives the error to show, or null. */
export const CredentialsForm = ({ purpose, submitLabel, email, onEmail, onSubmit }: CredentialsFormProps) => {
  const { attempt, busy, problem } = useAttempt();
  const isNew = purpose === "sign-up";
  return (
    <Form<Credentials>
      className="grid gap-4"
      onFormSubmit={(values) => void attempt(() => onSubmit({ email: values.email.trim(), password: values.password }))}
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      <EmailField
        autoComplete={isNew ? "email" : "username"}
        {...(email !== undefined && { initial: email })}
        {...(onEmail && { onChange: onEmail })}
      />
      <PasswordField isNew={isNew} />
      <Button type="submit" busy={busy} className="mt-1 w-full">
        {busy ? "One moment…" : submitLabel}
      </Button>
    </Form>
  );
};

interface CredentialsFormProps {
  purpose: "sign-in" | "sign-up";
  submitLabel: string;
  /** What is in the field at first. */
  email?: string;
  onEmail?: (email: string) => void;
  onSubmit: (credentials: Credentials) => Promise<unknown>;
}
