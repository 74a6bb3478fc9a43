import { useEffect, useState } from "react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { captureLeft } from "./refusal-words.ts";

const TICK_MS = 10_000;
const answerSchema = z.object({ captureUntil: z.nullable(z.string()) });

/** The time, again every few seconds. */
const useNow = (): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
};

/** Switches on for an hour that refused deliveries are kept, and says how long it goes on. */
export const Capture = ({ workspaceId, until }: { workspaceId: string; until: string | null }) => {
  const { send, busy, problem } = useApi(answerSchema, SETTINGS);
  const left = captureLeft(until, useNow());
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="secondary"
          busy={busy}
          onClick={() => void send("workspaces/capture", { workspaceId, on: left === null })}
        >
          {left === null ? "Keep them for an hour" : "Stop keeping them"}
        </Button>
        <p className="text-muted">{left === null ? "Off: what is refused is not kept." : `On, ${left}.`}</p>
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </div>
  );
};
