import { settle } from "../../supabase/functions/_shared/platform/database.ts";
import { confirm } from "../operator/confirm.ts";
import { connect } from "../operator/connect.ts";
import { run } from "../operator/run.ts";
import { StartError } from "../stack/start-error.ts";
import { parseArguments } from "./arguments.ts";
import { countWanted } from "./count.ts";
import { replayInPages } from "./pages.ts";

const notThere = "PT404";

const one = async (
  call: PromiseLike<{ data: unknown; error: { code?: string; message: string } | null; status: number }>,
) => {
  const { data, error } = await settle(call);
  if (error?.code === notThere) throw new StartError("There is nothing with this id.");
  if (error) throw new StartError(`The database did not do it: ${error.code} ${error.message}`);
  return String(data);
};

const answers: Record<string, string> = {
  done: "It is in the queue; the worker takes it up within 20 seconds.",
  running: "A worker is at it already. Look again in a moment.",
  waiting: "A worker is at it already. Look again in a moment.",
  nothing: "There is nothing to do: its content has been erased, and everybody who can be logged is logged.",
  already_logged: "This attendee is logged already.",
  internal: "This attendee is one of the workspace's own and is not logged.",
  no_email: "This attendee has no e-mail address to look for.",
};

const replay = async (): Promise<void> => {
  const wanted = parseArguments(process.argv.slice(2));
  const database = connect();
  if (wanted.event) return console.log(answers[await one(database.rpc("replay_event", { event: wanted.event }))]);
  if (wanted.attendee)
    return console.log(answers[await one(database.rpc("log_attendee_again", { outcome: wanted.attendee }))]);

  const number = await countWanted(database, wanted);
  const [single, plural] = wanted.state ? ["delivery", "deliveries"] : ["attendee", "attendees"];
  const which = wanted.state?.join(" or ") ?? wanted.outcome;
  if (number === 0) return console.log(`There are no ${plural} that are ${which}.`);
  const what = `${number} ${number === 1 ? single : plural} (${which})`;
  if (!wanted.yes && !(await confirm(`Replay ${what}?`))) return console.log("Nothing was done.");
  const { replayed, running } = await replayInPages(database, wanted, (sofar) =>
    console.log(`${sofar} of ${number} …`),
  );
  const busy = running > 0 ? ` ${running} were being worked on already.` : "";
  console.log(`In the queue: ${replayed}; the worker takes it up within 20 seconds.${busy}`);
};

await run(replay);
