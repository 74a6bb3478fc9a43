import * as z from "zod";
import { moment } from "../operator/moment.ts";
import { flag, readOptions, text } from "../operator/read-options.ts";
import { StartError } from "../stack/start-error.ts";

const usage = `npm run replay -- --event ID                 does one delivery again
npm run replay -- --attendee ID              looks one attendee up and logs them again
npm run replay -- --state dead               all deliveries in this state: dead, unreadable, retrying, processed (may be repeated)
     … --from 2026-11-01 --before 2026-11-20     received in this time (UTC)
npm run replay -- --outcome failed           all attendees with this outcome: failed, not_found, ambiguous, dry_run
     … --reason crm_rejected                     for this reason
     … --workspace ID                            of one workspace only
     … --yes                                     without asking first
What is logged already is never touched; replaying twice creates nothing. SUPABASE_URL and SUPABASE_SECRET_KEY name a
hosted project; without them it is the running embedded stack.`;

const id = z.uuid("is no id");

const wantedSchema = z.strictObject({
  event: id.optional(),
  attendee: id.optional(),
  state: z.array(z.enum(["dead", "unreadable", "retrying", "processed"])).optional(),
  outcome: z.enum(["failed", "not_found", "ambiguous", "dry_run"]).optional(),
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, "is no reason code")
    .optional(),
  from: moment.optional(),
  before: moment.optional(),
  workspace: id.optional(),
  yes: z.boolean().default(false),
});

export type Wanted = z.infer<typeof wantedSchema>;

const options = {
  event: text,
  attendee: text,
  state: { type: "string", multiple: true },
  outcome: text,
  reason: text,
  from: text,
  before: text,
  workspace: text,
  yes: flag,
} as const;

/** What to replay: exactly one of event, attendee, state and outcome. @throws StartError with a sentence, or how it is used. */
export const parseArguments = (args: string[]): Wanted => {
  const read = readOptions(args, options, wantedSchema, usage);
  const { event, attendee, state, outcome, reason, from, before, workspace } = read;
  const kinds = [event, attendee, state, outcome].filter((kind) => kind !== undefined).length;
  const hasStray = (reason && !outcome) || ((from || before) && !state) || (workspace && !state && !outcome);
  if (kinds !== 1 || hasStray) throw new StartError(usage);
  return read;
};
