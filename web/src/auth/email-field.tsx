import { TextField } from "@/ui/text-field.tsx";

/** An e-mail address to sign in or up with. */
export const EmailField = ({ autoComplete, initial, onChange }: EmailFieldProps) => (
  <TextField
    name="email"
    label="E-mail"
    type="email"
    autoComplete={autoComplete}
    autoCapitalize="none"
    defaultValue={initial}
    onValueChange={(value) => onChange?.(String(value))}
    required
    errors={{ valueMissing: "Enter your e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
  />
);

interface EmailFieldProps {
  autoComplete: "username" | "email";
  initial?: string;
  onChange?: (email: string) => void;
}
