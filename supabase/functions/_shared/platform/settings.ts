import * as z from "zod";

const keyMapSchema = z.string().transform((text, context) => {
  const parsed = z.record(z.string(), z.string().min(1)).safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue("must be a JSON object of named keys");
  return z.NEVER;
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

const environmentSchema = z.object({
  SUPABASE_URL: url,
  SUPABASE_SECRET_KEYS: keyMapSchema,
  DEBRIEF_ENCRYPTION_KEY: z.string().min(43),
  PIPEDRIVE_API_URL: url.optional(),
  FATHOM_API_URL: url.optional(),
  DEBRIEF_BACKOFF_SCALE: z.coerce.number().positive().max(1).default(1),
  DEBRIEF_SIMULATED_PIPEDRIVE_ACCOUNT: z.string().optional(),
  DEBRIEF_SIMULATED_PIPEDRIVE_URL: url.optional(),
  DEBRIEF_SIMULATED_FATHOM_KEY_PREFIX: z.string().min(8).optional(),
  DEBRIEF_SIMULATED_FATHOM_URL: url.optional(),
  DEBRIEF_SIMULATED_SLACK_TEAM: z.string().optional(),
  DEBRIEF_SIMULATED_SLACK_URL: url.optional(),
  DEBRIEF_WEB_URL: url.optional(),
});

/** Everything the functions are told from outside. */
export interface Settings {
  /** Where database, auth and functions of this environment live, without a trailing slash. */
  supabaseUrl: string;
  /** The secret key named `default`: reads and writes past row-level security. */
  secretKey: string;
  /** What the functions call each other with: the key named `automations`, or `default` where there is none. */
  automationsKey: string;
  /** See `seal.ts`. */
  encryptionKey: string;
  /** 1: waits between tries as they are meant to be. A test waits a fraction of them. */
  backoffScale: number;
  /** Takes the place of every Pipedrive account's host. */
  pipedriveUrl: string | null;
  /** One account that is a simulator; all others are real. Set by the embedded stack only. */
  simulatedPipedrive: { account: string; url: string } | null;
  /** Takes the place of Fathom's host. */
  fathomUrl: string | null;
  /** API keys that begin so are the simulator's; all others are real. Set by the embedded stack only. */
  simulatedFathom: { keyPrefix: string; url: string } | null;
  /** The same for one Slack team, by its id. */
  simulatedSlack: { team: string; url: string } | null;
  /** Where the web client lives, without a trailing slash: for links in alerts. */
  webUrl: string | null;
}

/** @throws Error naming the variables that are missing or wrong, never their values. */
export const parseSettings = (environment: Record<string, string | undefined>): Settings => {
  const parsed = environmentSchema.safeParse(environment);
  const wrong = parsed.error?.issues.map(({ path, message }) => `${path.join(".")} (${message})`) ?? [];
  const secretKey = parsed.data?.SUPABASE_SECRET_KEYS["default"];
  if (parsed.success && secretKey === undefined) wrong.push("SUPABASE_SECRET_KEYS (no key named default)");
  if (!parsed.success || secretKey === undefined) throw new Error(`Settings are missing or wrong: ${wrong.join(", ")}`);
  const { data } = parsed;
  const account = data.DEBRIEF_SIMULATED_PIPEDRIVE_ACCOUNT;
  const simulator = data.DEBRIEF_SIMULATED_PIPEDRIVE_URL;
  const keyPrefix = data.DEBRIEF_SIMULATED_FATHOM_KEY_PREFIX;
  const fathom = data.DEBRIEF_SIMULATED_FATHOM_URL;
  const team = data.DEBRIEF_SIMULATED_SLACK_TEAM;
  const slack = data.DEBRIEF_SIMULATED_SLACK_URL;
  return {
    supabaseUrl: data.SUPABASE_URL,
    secretKey,
    automationsKey: data.SUPABASE_SECRET_KEYS["automations"] ?? secretKey,
    encryptionKey: data.DEBRIEF_ENCRYPTION_KEY,
    backoffScale: data.DEBRIEF_BACKOFF_SCALE,
    pipedriveUrl: data.PIPEDRIVE_API_URL ?? null,
    simulatedPipedrive: account && simulator ? { account, url: simulator } : null,
    fathomUrl: data.FATHOM_API_URL ?? null,
    simulatedFathom: keyPrefix && fathom ? { keyPrefix, url: fathom } : null,
    simulatedSlack: team && slack ? { team, url: slack } : null,
    webUrl: data.DEBRIEF_WEB_URL ?? null,
  };
};

declare const Deno: { env: { toObject(): Record<string, string> } };

/** The only place that reads the environment. */
export const readSettings = (): Settings => parseSettings(Deno.env.toObject());
