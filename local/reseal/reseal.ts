import { resealAll } from "../../supabase/functions/_shared/pipeline/reseal/reseal-all.ts";
import { type Database, createDatabase, settleOrThrow } from "../../supabase/functions/_shared/platform/database.ts";
import { createSealer } from "../../supabase/functions/_shared/platform/seal.ts";
import { confirm } from "../operator/confirm.ts";
import { connectHosted } from "../operator/connect.ts";
import { run } from "../operator/run.ts";
import { readStackSettings } from "../stack/settings.ts";
import { readStackFile } from "../stack/stack-file.ts";
import { StartError } from "../stack/start-error.ts";
import { type Wanted, parseArguments } from "./arguments.ts";
import { reportOf } from "./report.ts";
import { type StackKeys, openStackKeys } from "./stack-keys.ts";

const reseal = async (database: Database, encryptionKey: string, next: string | null): Promise<void> => {
  const sealer = createSealer(encryptionKey);
  await sealer.currentKeyId().catch((error: Error) => {
    throw new StartError(`${error.message}.`);
  });
  const onPage = (resealed: number): void => console.log(`${resealed} …`);
  const end = await resealAll({ database, sealer, onPage });
  console.log(reportOf(end, next));
  if (end.unopened.length > 0) process.exitCode = 1;
};

const resealHosted = async (database: Database, { task, yes }: Wanted): Promise<void> => {
  if (task !== "reseal") {
    throw new StartError("The keys of a hosted project are its secret DEBRIEF_ENCRYPTION_KEY: see docs/operations.md.");
  }
  const encryptionKey = process.env["DEBRIEF_ENCRYPTION_KEY"];
  if (!encryptionKey) throw new StartError("Set DEBRIEF_ENCRYPTION_KEY to what the functions have: new,former.");
  const question = "Do the functions have the same DEBRIEF_ENCRYPTION_KEY already?";
  if (!yes && !(await confirm(question)))
    return console.log("Nothing was done. Set it there first, then do this again.");
  const next =
    "set the functions' DEBRIEF_ENCRYPTION_KEY to the first key alone. Backups from before need the former key.";
  await reseal(database, encryptionKey, encryptionKey.includes(",") ? next : null);
};

const restart = "Restart Debrief (Ctrl-C, npm start)";

/** The database of the stack that these keys are of. */
const connectStack = (dataDir: string, keys: StackKeys): Database => {
  const stack = readStackFile(dataDir);
  if (stack.secretKey !== keys.secretKey) {
    throw new StartError(`The stack that is up is not that of ${dataDir}. Set DEBRIEF_DATA_DIR to its data folder.`);
  }
  if (!keys.areInUse) throw new StartError(`The keys were changed after the start. ${restart}, then do this again.`);
  return createDatabase({ supabaseUrl: stack.apiUrl, secretKey: stack.secretKey });
};

const dropOld = async (database: Database, keys: StackKeys): Promise<void> => {
  if (keys.former.length === 0) return console.log("There is no former key.");
  const formerIds = await Promise.all(keys.former.map((key) => createSealer(key).currentKeyId()));
  const counts = (await settleOrThrow(database.rpc("count_sealed"))) ?? [];
  const left = counts.filter(({ sealed_with }) => formerIds.includes(sealed_with));
  const number = left.reduce((sum, { how_many }) => sum + how_many, 0);
  if (number > 0) throw new StartError(`Still sealed with a former key: ${number}. Do npm run reseal first.`);
  keys.dropFormer();
  console.log(`Former keys dropped: ${formerIds.length}. ${restart} to end their use.`);
};

const rotate = async (): Promise<void> => {
  const wanted = parseArguments(process.argv.slice(2));
  const hosted = connectHosted();
  if (hosted) return resealHosted(hosted, wanted);
  const { dataDir } = readStackSettings(process.env);
  const keys = openStackKeys(dataDir);
  switch (wanted.task) {
    case "new_key":
      keys.addKey();
      return console.log(`A new key is in front; the former one still opens. ${restart}, then: npm run reseal`);
    case "drop_old":
      return dropOld(connectStack(dataDir, keys), keys);
    case "reseal":
      return reseal(
        connectStack(dataDir, keys),
        keys.encryptionKey,
        keys.former.length > 0 ? "npm run reseal -- --drop-old" : null,
      );
  }
};

await run(rotate);
