import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useSession } from "@/app/services.tsx";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { CopyField } from "@/ui/copy-field.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { SETTINGS } from "@/settings/use-settings.ts";

const answerSchema = z.object({ id: z.string(), webhookUrl: z.string() });

interface Values {
  fathomUserEmail: string;
}

/** Adds a Fathom account, or gives a known one a new signing secret. */
export const HandForm = () => {
  const session = useSession();
  const { send, busy, problem, answer } = useApi(answerSchema, SETTINGS);
  const [secret, setSecret] = useState("");

  const submit = async ({ fathomUserEmail }: Values) => {
    const signingSecret = secret.trim();
    const body = { fathomUserEmail: fathomUserEmail.trim(), ...(signingSecret && { signingSecret }) };
    if (await send("fathom-integrations", body)) setSecret("");
  };

  return (
    <Form<Values> className="grid max-w-md gap-4" onFormSubmit={submit}>
      <TextField
        name="fathomUserEmail"
        label="E-mail of the Fathom account"
        type="email"
        defaultValue={session.kind === "signedIn" ? session.email : ""}
        autoComplete="email"
        required
        errors={{ valueMissing: "Enter the e-mail address.", typeMismatch: "This is not a whole e-mail address." }}
      />
      <TextField
        name="signingSecret"
        label="Signing secret (optional)"
        type="password"
        value={secret}
        onValueChange={setSecret}
        autoComplete="off"
        description="Fathom shows it when the webhook is created. Save without it first to get the URL, then come back with it."
      />
      {problem && <Notice tone="bad">{problem}</Notice>}
      {answer && (
        <>
          <Notice tone="good">Saved. In Fathom: Settings, API Access, Add webhook; paste this URL there.</Notice>
          <CopyField label="Webhook URL" value={answer.webhookUrl} />
        </>
      )}
      <Button type="submit" busy={busy} className="justify-self-start">
        Save Fathom account
      </Button>
    </Form>
  );
};
