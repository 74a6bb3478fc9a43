import type { QueryKey } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import * as z from "zod/mini";
import type { ApiMethod } from "@/lib/call-api.ts";
import { Button } from "@/ui/button.tsx";
import { useApi } from "./use-api.ts";

const NOTHING = {};
const anyAnswer = z.unknown();

/** A button that does one thing by `api`, says why it did not work, and has what it changes read again when it did. */
export const ApiButton = ({
  path,
  body = NOTHING,
  method = "POST",
  refresh,
  label,
  look,
  size,
  children,
}: ApiButtonProps) => {
  const { send, busy, problem } = useApi(anyAnswer, refresh);
  return (
    <>
      <Button
        look={look ?? "secondary"}
        size={size ?? "small"}
        busy={busy}
        aria-label={label}
        onClick={() => void send(path, body, method)}
      >
        {children}
      </Button>
      {problem && (
        <span role="alert" className="text-sm text-bad">
          {problem}
        </span>
      )}
    </>
  );
};

interface ApiButtonProps extends Pick<ComponentProps<typeof Button>, "look" | "size"> {
  /** Below `api/`. */
  path: string;
  body?: Record<string, unknown>;
  method?: ApiMethod;
  refresh: readonly QueryKey[];
  /** Says the whole for screen readers where the words on the button do not: which attendee, which delivery. */
  label?: string;
  children: ReactNode;
}
