import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type * as z from "zod/mini";
import { useServices } from "@/app/services.tsx";
import { type ApiMethod, callApi } from "@/lib/call-api.ts";
import { useMembership } from "@/workspace/use-membership.ts";

/**
 * One call of `api` at a time: whether it runs, what it answered last, or why it failed. What `refresh` names is read again
 * when one has gone well. It is about the workspace that the person looks at, unless the body says otherwise.
 */
export const useApi = <Schema extends z.ZodMiniType>(schema: Schema, refresh: readonly QueryKey[]) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const here = useMembership()?.workspace_id;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [answer, setAnswer] = useState<z.output<Schema> | null>(null);

  /** True when it went well. */
  const send = async (path: string, body: Record<string, unknown>, method: ApiMethod = "POST"): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    setAnswer(null);
    const { data, error } = await callApi(api, path, { ...(here && { workspaceId: here }), ...body }, schema, method);
    if (error) setProblem(error.message);
    else {
      setAnswer(data);
      await Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey })));
    }
    setBusy(false);
    return error === null;
  };

  return { send, busy, problem, answer };
};
