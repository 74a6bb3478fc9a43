import * as z from "zod";
import { moment } from "../operator/moment.ts";
import { flag, readOptions, text } from "../operator/read-options.ts";
import { StartError } from "../stack/start-error.ts";

const usage = `npm run import                                      the last 50 meetings of every Fathom account with an API key
npm run import -- --since 2026-01-01                all their meetings since then (UTC)
     … --most 200                                       no more than the latest so many of each account
     … --email ana.host@example.com                     of this account only, in whichever workspaces it is connected
     … --integration ID                                 of this one only
     … --workspace ID                                   of the accounts of this workspace
     … --no-notes                                       without writing to the CRM
     … --yes                                            without asking first
     … --detach                                         without waiting for the end
What is there already is not imported again; doing it twice creates nothing. Ctrl-C stops the watching, not the import: Settings
shows it and can cancel it. SUPABASE_URL and SUPABASE_SECRET_KEY name a hosted project; without them it is the running embedded stack.`;

const id = z.uuid("is no id");

const wantedSchema = z.strictObject({
  email: z.email("is no e-mail address").toLowerCase().optional(),
  integration: id.optional(),
  workspace: id.optional(),
  since: moment.optional(),
  most: z
    .string()
    .regex(/^\d{1,5}$/, "is no number")
    .transform(Number)
    .refine((most) => most >= 1 && most <= 10_000, "must be from 1 to 10000")
    .optional(),
  "no-notes": z.boolean().default(false),
  yes: z.boolean().default(false),
  detach: z.boolean().default(false),
});

export type Wanted = Omit<z.infer<typeof wantedSchema>, "no-notes"> & { writeNotes: boolean };

const options = {
  email: text,
  integration: text,
  workspace: text,
  since: text,
  most: text,
  "no-notes": flag,
  yes: flag,
  detach: flag,
} as const;

/** What to import: of one account at most is said which. @throws StartError with a sentence, or how it is used. */
export const parseArguments = (args: string[]): Wanted => {
  const read = readOptions(args, options, wantedSchema, usage);
  const { "no-notes": noNotes, ...wanted } = read;
  if (wanted.integration && (wanted.email || wanted.workspace)) throw new StartError(usage);
  return { ...wanted, writeNotes: !noNotes };
};
