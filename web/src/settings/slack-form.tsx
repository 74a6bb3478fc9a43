import { Form } from "@base-ui/react/form";
import { useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { SETTINGS } from "./use-settings.ts";

const answerSchema = z.object({ status: z.string() });

/** Connects a Slack channel: a test alert must arrive there first. */
export const SlackForm = ({ workspaceId }: { workspaceId: string }) => {
  const { send, busy, problem } = useApi(answerSchema, SETTINGS);
  const [url, setUrl] = useState("");
  return (
    <Form
      className="grid max-w-md gap-4"
      onFormSubmit={() => void send("alerts/slack", { workspaceId, webhookUrl: url.trim() })}
    >
      <TextField
        name="webhookUrl"
        label="Webhook URL"
        type="password"
        value={url}
        onValueChange={setUrl}
        autoComplete="off"
        required
        description="In Slack: your app, Incoming Webhooks, Add New Webhook. Its URL begins with https://hooks.slack.com/services/. It is stored encrypted and never shown again."
        errors={{ valueMissing: "Enter the webhook URL." }}
      />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Button type="submit" className="justify-self-start" busy={busy}>
        {busy ? "Sending a test…" : "Connect Slack"}
      </Button>
    </Form>
  );
};
