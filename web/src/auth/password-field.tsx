import { TextField } from "@/ui/text-field.tsx";

const MIN_PASSWORD = 8;

/** A password: the present one, or a new one with what is asked of it. */
export const PasswordField = ({ label = "Password", isNew }: { label?: string; isNew: boolean }) => (
  <TextField
    name="password"
    label={label}
    type="password"
    autoComplete={isNew ? "new-password" : "current-password"}
    required
    {...(isNew && { minLength: MIN_PASSWORD, description: `At least ${MIN_PASSWORD} characters.` })}
    errors={{
      valueMissing: isNew ? "Choose a password." : "Enter your password.",
      tooShort: `This password is too short: at least ${MIN_PASSWORD} characters.`,
    }}
  />
);
