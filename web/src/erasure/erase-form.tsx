import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Checkbox } from "@/ui/checkbox.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import type { Erased } from "./erased.ts";

/** Whom to erase; it is asked once more before anything happens. */
export const EraseForm = ({ workspaceId, onErased }: EraseFormProps) => {
  const [email, setEmail] = useState("");
  const [deleteNotes, setDeleteNotes] = useState(false);
  const [asking, setAsking] = useState(false);
  const [times, setTimes] = useState(0);
  const done = (erased: Erased) => {
    onErased(erased);
    setAsking(false);
    setEmail("");
    setTimes((before) => before + 1);
  };
  return (
    <>
      <Form className="grid max-w-md gap-4" onFormSubmit={() => setAsking(true)}>
        <TextField
          // Another field after each time: an emptied one would be told to be missing.
          key={times}
          name="email"
          label="E-mail of the person"
          type="email"
          value={email}
          onValueChange={setEmail}
          autoComplete="off"
          required
          errors={{ valueMissing: "Enter the e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
        />
        <Checkbox
          label="Delete the notes about them in Pipedrive too"
          checked={deleteNotes}
          onChange={setDeleteNotes}
        />
        <Button type="submit" look="secondary" className="justify-self-start">
          Erase this person…
        </Button>
      </Form>
      {asking && (
        <EraseDialog
          order={{ workspaceId, email: email.trim(), deleteNotes }}
          onErased={done}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};

interface EraseFormProps {
  workspaceId: string;
  onErased: (erased: Erased) => void;
}
