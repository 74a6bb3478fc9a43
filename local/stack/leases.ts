import postgres from "postgres";

/** What a dead worker sent may still be under way: looked for too early, a note would be written a second time. */
const settlingSeconds = 5;

const release = async (databaseUrl: string, inSeconds: number): Promise<void> => {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await sql`update private.jobs set leased_until = least(leased_until, now() + make_interval(secs => ${inSeconds}))
              where state = 'running'`;
  } finally {
    await sql.end({ timeout: 1 });
  }
};

/**
 * The workers of this stack ended with it, so whatever they had begun is free at the next start. Elsewhere nobody can know
 * that, and a lease has to run out.
 */
export const releaseLeases = (databaseUrl: string): Promise<void> => release(databaseUrl, 0);

/** The only worker of this stack has died: what it had begun is free in a moment. To be called before the next one starts. */
export const releaseLeasesSoon = (databaseUrl: string): Promise<void> => release(databaseUrl, settlingSeconds);
