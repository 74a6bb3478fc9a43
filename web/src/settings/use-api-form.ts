import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { callApi } from "@/lib/call-api.ts";
import { SETTINGS_KEY } from "./use-settings.ts";

/** One call of `api` from a form: whether it runs, what it answered last, or why it failed. */
export const useApiForm = <Schema extends z.ZodMiniType>(schema: Schema) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [answer, setAnswer] = useState<z.output<Schema> | null>(null);

  /** True when it went well; settings are then read again. */
  const send = async (path: string, body: Record<string, unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    setAnswer(null);
    const { data, error } = await callApi(api, path, body, schema);
    setBusy(false);
    if (error) {
      setProblem(error.message);
      return false;
    }
    setAnswer(data);
    void queries.invalidateQueries({ queryKey: SETTINGS_KEY });
    return true;
  };

  return { send, busy, problem, answer };
};
