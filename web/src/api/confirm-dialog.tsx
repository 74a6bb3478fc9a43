import type { QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";
import * as z from "zod/mini";
import type { ApiMethod } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog, DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { useApi } from "./use-api.ts";

const NOTHING = {};
const anyAnswer = z.unknown();

/** Says what will happen, and does it by `api` when a person wants it. It closes when it went well. */
export const ConfirmDialog = ({
  title,
  action,
  look = "primary",
  path,
  body = NOTHING,
  method = "POST",
  refresh,
  onDone,
  onClose,
  children,
}: ConfirmDialogProps) => {
  const { send, busy, problem } = useApi(anyAnswer, refresh);
  const confirm = async () => {
    if (!(await send(path, body, method))) return;
    onDone?.();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="mt-2 grid gap-3">
        <div className="grid gap-2 text-muted">{children}</div>
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button look={look} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </DialogButtons>
    </Dialog>
  );
};

interface ConfirmDialogProps {
  title: string;
  /** What the button says. */
  action: string;
  look?: "primary" | "danger";
  /** Below `api/`. */
  path: string;
  body?: Record<string, unknown>;
  method?: ApiMethod;
  refresh: readonly QueryKey[];
  onDone?: () => void;
  onClose: () => void;
  /** What will happen. */
  children: ReactNode;
}
