import { parseArgs } from "node:util";
import * as z from "zod";
import { moment } from "../operator/moment.ts";
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

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
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

const read = (args: string[]) => {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    throw new StartError(usage);
  }
};

/** What to import: of one account at most is said which. @throws StartError with a sentence, or how it is used. */
export const parseArguments = (args: string[]): Wanted => {
  const parsed = wantedSchema.safeParse(read(args));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartError(`--${String(issue?.path[0])}: ${issue?.message}\n\n${usage}`);
  }
  const { "no-notes": noNotes, ...wanted } = parsed.data;
  if (wanted.integration && (wanted.email || wanted.workspace)) throw new StartError(usage);
  return { ...wanted, writeNotes: !noNotes };
};
