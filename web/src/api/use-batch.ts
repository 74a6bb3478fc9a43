import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { BEGINNING, pageSchema, runBatch } from "./run-batch.ts";

export interface BatchRequest {
  /** Below `api/`. */
  path: string;
  body: Record<string, unknown>;
  /** Read again when it has ended, however it has. */
  refresh: readonly QueryKey[];
}

/** Something that is done to many, some hundred a call. It stops when the component goes. */
export const useBatch = ({ path, body, refresh }: BatchRequest) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [phase, setPhase] = useState<"asking" | "running" | "failed" | "done">("asking");
  const [progress, setProgress] = useState(BEGINNING);
  const [problem, setProblem] = useState<string | null>(null);
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);

  const start = async () => {
    setPhase("running");
    setProblem(null);
    const failure = await runBatch(
      (next) => callApi(api, path, { ...body, ...(next && { next }) }, pageSchema),
      progress,
      setProgress,
      () => stopped.current,
    );
    if (failure) setProblem(failure.message);
    setPhase(failure ? "failed" : "done");
    await Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };

  return { phase, progress, problem, start };
};
