import { useState } from "react";
import * as z from "zod/mini";
import { ConfirmDialog } from "@/api/confirm-dialog.tsx";
import { useApi } from "@/api/use-api.ts";
import type { Integration } from "@/settings/read-settings.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";
import { CopyField } from "@/ui/copy-field.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";

const answerSchema = z.object({ webhookUrl: z.string() });

/** A URL that carries its own proof, for Zapier and the like. It is shown once and kept nowhere. */
export const TokenUrl = ({ integration }: { integration: Integration }) => {
  const { id, fathom_user_email: email, token_made_at: madeAt } = integration;
  const { send, busy, problem, answer } = useApi(answerSchema, SETTINGS);
  const [asking, setAsking] = useState<"replace" | "revoke" | null>(null);
  const path = `fathom-integrations/${encodeURIComponent(id)}/token`;
  const make = () => {
    setAsking(null);
    void send(path, {});
  };
  return (
    <li tabIndex={-1} className="grid gap-3 py-3 outline-none first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <bdi>{email}</bdi>{" "}
          <span className="text-muted">
            {madeAt ? (
              <>
                created <Moment iso={madeAt} within />
              </>
            ) : (
              "no URL yet"
            )}
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            size="small"
            busy={busy}
            aria-label={madeAt ? `Replace… the URL with token for ${email}` : `Create URL with token for ${email}`}
            onClick={() => (madeAt ? setAsking("replace") : make())}
          >
            {madeAt ? "Replace…" : "Create URL with token"}
          </Button>
          {madeAt && (
            <Button
              look="quiet"
              size="small"
              aria-label={`Revoke… the URL with token for ${email}`}
              onClick={() => setAsking("revoke")}
            >
              Revoke…
            </Button>
          )}
        </div>
      </div>
      {answer && madeAt && (
        <>
          <Notice tone="warn">
            This URL is shown only this once. Copy it now, and treat it like a password: whoever has it can send
            meetings.
          </Notice>
          <CopyField label={`URL with token for ${email}`} value={answer.webhookUrl} />
        </>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      {asking === "replace" && <ReplaceDialog onConfirm={make} onClose={() => setAsking(null)} />}
      {asking === "revoke" && (
        <ConfirmDialog
          title="Revoke this URL?"
          action="Revoke"
          look="danger"
          path={path}
          method="DELETE"
          refresh={SETTINGS}
          onClose={() => setAsking(null)}
        >
          <p>What is sent to it is refused from then on, and a refused meeting may never be sent again.</p>
        </ConfirmDialog>
      )}
    </li>
  );
};
