import { fail, ok, type Result } from "@shared/platform/result.ts";
// zod/mini: in the browser it is 5 kB where zod is 22 kB, gzipped.
import * as z from "zod/mini";
import { httpUrl } from "@/lib/http-url.ts";

const address = z.pipe(
  z.string().check(z.refine((value) => httpUrl(value) !== null, "must be an http(s) address")),
  z.transform((value) => value.replace(/\/+$/, "")),
);

const configSchema = z.object({
  supabaseUrl: address,
  publishableKey: z.string().check(z.minLength(1, "must not be empty")),
  /** Base addresses of CRM accounts that are not at their usual address, e.g. simulated ones. */
  crmUrls: z._default(z.record(z.string(), address), {}),
  /** The page of a simulated Fathom, where there is one: it shows the API keys to try with. */
  fathomSimulatorUrl: z.optional(address),
  /** The page of a simulated mailbox, where there is one: no message goes anywhere else. */
  mailboxUrl: z.optional(address),
});

/** Where this client finds its server. Read when it starts, so that one build serves every environment. */
export type Config = z.output<typeof configSchema>;

export interface ConfigSources {
  fetch: typeof fetch;
  /** What was set when the client was built; used only where there is no /config.json. */
  environment: Readonly<Record<string, unknown>>;
}

const readFile = async (fetchFile: typeof fetch): Promise<unknown> => {
  try {
    const response = await fetchFile("/config.json", { cache: "no-store" });
    // Static hosts answer an unknown path with the page itself: what is not JSON counts as not there.
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
};

const fromEnvironment = (environment: ConfigSources["environment"]): unknown => {
  const supabaseUrl = environment["VITE_SUPABASE_URL"];
  const publishableKey = environment["VITE_SUPABASE_PUBLISHABLE_KEY"] ?? environment["VITE_SUPABASE_ANON_KEY"];
  return supabaseUrl === undefined && publishableKey === undefined ? null : { supabaseUrl, publishableKey };
};

/** The configuration, or what is wrong with it, one line a problem (none when there is no configuration at all). */
export const loadConfig = async (sources: ConfigSources): Promise<Result<Config, string[]>> => {
  const found = (await readFile(sources.fetch)) ?? fromEnvironment(sources.environment);
  if (found === null) return fail([]);
  const parsed = configSchema.safeParse(found);
  if (parsed.success) return ok(parsed.data);
  return fail(parsed.error.issues.map(({ path, message }) => `${path.join(".") || "config.json"}: ${message}`));
};
