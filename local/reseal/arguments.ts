import * as z from "zod";
import { flag, readOptions } from "../operator/read-options.ts";
import { StartError } from "../stack/start-error.ts";

const usage = `npm run reseal                  seals with the first key of DEBRIEF_ENCRYPTION_KEY what is sealed with a former one
     … --yes                      hosted: without asking whether the functions know both keys
npm run reseal -- --new-key     embedded stack: puts a new key in front; restart, then npm run reseal
npm run reseal -- --drop-old    embedded stack: forgets the former keys, when nothing is sealed with them any more
Add the key, deploy, reseal, drop the former key: in this order, or the functions meet a secret that they cannot open. It can be
interrupted at any point and begun again. SUPABASE_URL, SUPABASE_SECRET_KEY and DEBRIEF_ENCRYPTION_KEY (new,former) name a
hosted project and its keys; without them it is the running embedded stack. See docs/operations.md.`;

export interface Wanted {
  task: "reseal" | "new_key" | "drop_old";
  yes: boolean;
}

const options = {
  "new-key": flag,
  "drop-old": flag,
  yes: flag,
} as const;

const wantedSchema = z.object({
  "new-key": z.boolean().default(false),
  "drop-old": z.boolean().default(false),
  yes: z.boolean().default(false),
});

/** What is to be done with the keys. @throws StartError with how it is used */
export const parseArguments = (args: string[]): Wanted => {
  const { "new-key": newKey, "drop-old": dropOld, yes } = readOptions(args, options, wantedSchema, usage);
  if (newKey && dropOld) throw new StartError(usage);
  return { task: newKey ? "new_key" : dropOld ? "drop_old" : "reseal", yes };
};
