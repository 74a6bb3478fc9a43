import { childStarter, startGuard } from "../../local/stack/children.ts";
import { freePort } from "../../local/stack/ports.ts";
import { type RunningPostgres, startPostgres } from "../../local/stack/postgres.ts";
import { removeDataDir } from "./data-dir.ts";

/** A Postgres of its own with its data in this folder, which is gone when it is stopped. The password is `postgres` unless given. */
export const startThrowAwayPostgres = async (dataDir: string, password = "postgres"): Promise<RunningPostgres> => {
  const guard = startGuard();
  const server = await startPostgres({
    dataDir,
    port: await freePort(),
    password,
    logs: dataDir,
    startChild: childStarter(guard),
    onCrash: (sentence) => console.error(sentence),
    throwAway: true,
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      guard.stdin?.end();
      removeDataDir(dataDir);
    },
  };
};
