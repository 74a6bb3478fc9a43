import * as z from "zod";
import { flag, readOptions, text } from "../operator/read-options.ts";
import { StartError } from "../stack/start-error.ts";

const usage = `npm run deploy -- --project REF           brings a hosted Supabase project to where this checkout is
     … --web-url https://debrief.example.com  where the web client lives: for links in alerts
     … --url https://api.example.com          where the project answers, if it has a domain of its own
     … --database postgresql://…              its connection string, where the network has no IPv6 (dashboard, Connect, Session pooler)
     … --smoke-token TOKEN                    sends a sample with the token of an integration whose workspace is in a dry run
     … --dry-run                              says what it would do, and does nothing
     … --yes                                  without asking first
REF is the 20 letters in the project's address. It may be run as often as you like: what is done is left as it is.
docs/deploy.md tells the whole way.`;

const httpsUrl = z
  .url({ protocol: /^https?$/, error: "is no address such as https://debrief.example.com" })
  .transform((url) => url.replace(/\/+$/, ""));

const wantedSchema = z
  .strictObject({
    project: z.string().regex(/^[a-z]{20}$/, "is not the 20 letters of a project"),
    "web-url": httpsUrl.optional(),
    url: httpsUrl.optional(),
    database: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: "is no connection string such as postgresql://postgres.ref:password@host:5432/postgres",
      })
      .optional(),
    "smoke-token": z.string().min(20, "is no token of an integration").optional(),
    "dry-run": z.boolean().default(false),
    yes: z.boolean().default(false),
  })
  .transform((read) => ({
    projectRef: read.project,
    webUrl: read["web-url"] ?? null,
    url: read.url ?? `https://${read.project}.supabase.co`,
    databaseUrl: read.database ?? null,
    smokeToken: read["smoke-token"] ?? null,
    dryRun: read["dry-run"],
    yes: read.yes,
  }));

export type Wanted = z.output<typeof wantedSchema>;

const options = {
  project: text,
  "web-url": text,
  url: text,
  database: text,
  "smoke-token": text,
  "dry-run": flag,
  yes: flag,
} as const;

/** What to deploy to. @throws StartError with a sentence, or how it is used */
export const parseArguments = (args: string[]): Wanted => {
  if (args.length === 0) throw new StartError(usage);
  return readOptions(args, options, wantedSchema, usage);
};
