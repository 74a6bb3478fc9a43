import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";

const answerSchema = z.object({ status: z.string() });

/** A button that does something about an attendee, says why it did not work, and has the meeting read again when it did. */
export const MendButton = ({ path, body, label, children }: MendButtonProps) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async () => {
    setBusy(true);
    setProblem(null);
    const { error } = await callApi(api, path, body, answerSchema);
    if (error) setProblem(error.message);
    else await queries.invalidateQueries({ queryKey: ["meeting"] });
    setBusy(false);
  };
  return (
    <>
      <Button look="secondary" size="small" busy={busy} aria-label={label} onClick={() => void act()}>
        {children}
      </Button>
      {problem && (
        <span role="alert" className="text-bad">
          {problem}
        </span>
      )}
    </>
  );
};

interface MendButtonProps {
  /** Below `api/`. */
  path: string;
  body: Record<string, unknown>;
  /** Says the whole for screen readers: which attendee, which person. */
  label: string;
  children: string;
}
