import path from "node:path";
import * as z from "zod";
import { StartError } from "./start-error.ts";

export const projectDir = path.resolve(import.meta.dirname, "../..");

const port = (fallback: number) =>
  z.coerce
    .number("not a number")
    .int("not a whole number")
    .min(1, "too small")
    .max(65535, "too large")
    .default(fallback);
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();

const environmentSchema = z.object({
  DEBRIEF_API_PORT: port(54321),
  DEBRIEF_WEB_PORT: port(5173),
  DEBRIEF_DB_PORT: port(54322),
  DEBRIEF_DATA_DIR: z.string().min(1).default(path.join(projectDir, ".local")),
  PIPEDRIVE_API_URL: httpUrl,
  FATHOM_API_URL: httpUrl,
});

export interface StackSettings {
  apiPort: number;
  webPort: number;
  dbPort: number;
  /** Absolute. Holds the database, the simulators' data, generated keys and logs. */
  dataDir: string;
  /** Replaces the built-in simulator; the real API's paths below it. */
  pipedriveUrl: string | null;
  fathomUrl: string | null;
}

/** Reads the stack's settings. @throws StartError naming the first variable that is wrong. */
export const readStackSettings = (environment: NodeJS.ProcessEnv): StackSettings => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    const wanted = name.endsWith("_PORT") ? "a port number from 1 to 65535" : "an address like http://127.0.0.1:8080";
    throw new StartError(`${name} is not usable: ${issue?.message}. It must be ${wanted}.`);
  }
  const { data } = parsed;
  const ports = [data.DEBRIEF_API_PORT, data.DEBRIEF_WEB_PORT, data.DEBRIEF_DB_PORT];
  if (new Set(ports).size < ports.length) {
    throw new StartError("DEBRIEF_API_PORT, DEBRIEF_WEB_PORT and DEBRIEF_DB_PORT must be three different ports.");
  }
  return {
    apiPort: data.DEBRIEF_API_PORT,
    webPort: data.DEBRIEF_WEB_PORT,
    dbPort: data.DEBRIEF_DB_PORT,
    dataDir: path.resolve(data.DEBRIEF_DATA_DIR),
    pipedriveUrl: data.PIPEDRIVE_API_URL ?? null,
    fathomUrl: data.FATHOM_API_URL ?? null,
  };
};
