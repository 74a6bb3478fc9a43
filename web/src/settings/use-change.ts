import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { SETTINGS } from "./use-settings.ts";

/** What of a workspace's settings is to change; what is left out stays. */
interface SettingsChange {
  dryRun?: boolean;
  internalDomains?: string[];
  eventRetentionDays?: number;
  transcriptRetentionDays?: number | null;
}

const answerSchema = z.object({ dryRun: z.boolean() });

/** Changes how the workspace logs and what it keeps. */
export const useChange = (workspaceId: string) => {
  const { send, busy, problem, answer } = useApi(answerSchema, SETTINGS);
  const change = (wanted: SettingsChange) => send("workspaces/settings", { workspaceId, ...wanted }, "PATCH");
  return { change, busy, problem, saved: answer !== null };
};
