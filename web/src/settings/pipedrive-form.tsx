import { Form } from "@base-ui/react/form";
import { useRef, useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { browserDateStyle } from "@/lib/dates.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { companyDomain } from "./company-domain.ts";
import { limitSentences } from "./limit-words.ts";
import { SETTINGS } from "./use-settings.ts";

const amount = z.nullable(z.number());
const answerSchema = z.object({
  account: z.string(),
  companyName: z.string(),
  userName: z.string(),
  limits: z.object({ tokensPerDay: amount, tokensLeft: amount, callsPerWindow: amount }),
});

type Intent = "test" | "connect";

/** Connects the workspace's Pipedrive account, or tries the credentials without keeping them. */
export const PipedriveForm = ({ account }: { account: string | null }) => {
  const { send, busy, problem, answer } = useApi(answerSchema, SETTINGS);
  const [domain, setDomain] = useState(account ?? "");
  const [token, setToken] = useState("");
  const [saves, setSaves] = useState(0);
  const intent = useRef<Intent>("connect");
  const [done, setDone] = useState<Intent>("connect");

  const submit = async () => {
    const path = intent.current === "test" ? "crm-connections/pipedrive/test" : "crm-connections/pipedrive";
    setDone(intent.current);
    const went = await send(path, { companyDomain: companyDomain(domain), apiToken: token.trim() });
    if (!went || intent.current === "test") return;
    setToken("");
    setSaves((before) => before + 1);
  };

  return (
    <Form className="grid max-w-md gap-4" onFormSubmit={submit}>
      <TextField
        name="companyDomain"
        label="Company domain"
        value={domain}
        onValueChange={setDomain}
        onBlur={() => setDomain(companyDomain(domain))}
        suffix=".pipedrive.com"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        errors={{ valueMissing: "Enter the first part of your Pipedrive address." }}
      />
      <TextField
        // Another field after each save: an emptied one would be told to be missing.
        key={saves}
        name="apiToken"
        label="API token"
        type="password"
        value={token}
        onValueChange={setToken}
        autoComplete="off"
        required
        description="In Pipedrive: your name, Personal preferences, API. It is stored encrypted and never shown again."
        errors={{ valueMissing: "Enter the API token." }}
      />
      {problem && <Notice tone="bad">{problem}</Notice>}
      {answer && (
        <Notice tone="good">
          {done === "test" ? "It works" : "Connected"}: <bdi>{answer.userName}</bdi> at <bdi>{answer.companyName}</bdi>.
          {done === "test" && " Nothing was saved."}
          {limitSentences(answer.limits, browserDateStyle().locale).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={busy} onClick={() => (intent.current = "connect")}>
          {account ? "Save" : "Connect Pipedrive"}
        </Button>
        <Button type="submit" look="secondary" busy={busy} onClick={() => (intent.current = "test")}>
          Test connection
        </Button>
      </div>
    </Form>
  );
};
