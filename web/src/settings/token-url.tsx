import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { CopyField } from "@/ui/copy-field.tsx";
import { Notice } from "@/ui/notice.tsx";
import { SETTINGS } from "./use-settings.ts";

const answerSchema = z.object({ webhookUrl: z.string() });

/** Makes a URL that carries its own proof, for Zapier and the like. It is shown once and kept nowhere. */
export const TokenUrl = ({ integrationId, email }: { integrationId: string; email: string }) => {
  const { send, busy, problem, answer } = useApi(answerSchema, SETTINGS);
  return (
    <div className="grid gap-3">
      {answer && (
        <>
          <Notice tone="warn">
            This URL is shown only this once. Copy it now, and treat it like a password: whoever has it can send
            meetings.
          </Notice>
          <CopyField label={`URL with token for ${email}`} value={answer.webhookUrl} />
        </>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Button
        look="secondary"
        size="small"
        className="justify-self-start"
        busy={busy}
        aria-label={`Create URL with token for ${email}`}
        onClick={() => void send(`fathom-integrations/${encodeURIComponent(integrationId)}/token`, {})}
      >
        Create URL with token
      </Button>
    </div>
  );
};
