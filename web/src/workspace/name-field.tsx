import { TextField } from "@/ui/text-field.tsx";

const MOST = 200;

/** The name of a workspace. */
export const NameField = ({ initial = "" }: { initial?: string }) => (
  <TextField
    name="name"
    label="Name of the workspace"
    type="text"
    autoComplete="organization"
    defaultValue={initial}
    maxLength={MOST}
    required
    data-initial-focus
    validate={(typed) => (typed !== "" && typed.trim() === "" ? "Enter a name." : null)}
    errors={{ valueMissing: "Enter a name." }}
  />
);
