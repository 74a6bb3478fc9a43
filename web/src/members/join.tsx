import * as z from "zod/mini";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { chooseWorkspace } from "@/workspace/chosen-workspace.ts";

const joinedSchema = z.object({ workspaceId: z.string() });

/** Who is signed in joins, or signs out to join as somebody else. */
export const Join = ({ token, email, workspaceName }: { token: string; email: string; workspaceName: string }) => {
  const { api, sessions } = useServices();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const join = async () => {
    setBusy(true);
    setProblem(null);
    const { data, error } = await callApi(api, "invitations/accept", { token }, joinedSchema);
    if (error) {
      setBusy(false);
      return setProblem(error.message);
    }
    chooseWorkspace(data.workspaceId);
    window.location.assign("/");
  };
  return (
    <div className="grid gap-3">
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Button className="h-auto min-h-10 w-full py-2 whitespace-normal" busy={busy} onClick={() => void join()}>
        <span className="min-w-0 wrap-anywhere">Join {workspaceName}</span>
      </Button>
      <p className="text-sm text-muted">
        You are signed in as <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>.
      </p>
      <Button look="secondary" className="w-full" onClick={() => void sessions.signOut()}>
        Use another account
      </Button>
    </div>
  );
};
