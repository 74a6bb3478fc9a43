import postgres from "postgres";

/**
 * The workers of this stack ended with it, so whatever they had begun is free at the next start. Elsewhere nobody can know
 * that, and a lease has to run out.
 */
export const releaseLeases = async (databaseUrl: string): Promise<void> => {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`update private.jobs set leased_until = now() where state = 'running'`;
  await sql.end();
};
