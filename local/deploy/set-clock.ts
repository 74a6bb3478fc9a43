import * as z from "zod";
import type { Wanted } from "./arguments.ts";
import { query } from "./database.ts";
import type { Project } from "./project.ts";

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const row = z.object({ name: z.string(), did: z.string(), has_cron: z.boolean() });

/**
 * Puts into Vault what `private.invoke_edge_function` reads. A plain select, of which statistics keep no constants.
 * Returns what was done to each value, and whether the database has pg_cron. @throws StartError
 */
export const setClock = async (
  { projectRef, url }: Pick<Wanted, "projectRef" | "url">,
  { automationsKey }: Pick<Project, "automationsKey">,
): Promise<{ did: string[]; hasCron: boolean }> => {
  const rows = await query(
    projectRef,
    row,
    `select wanted.name, to_regclass('cron.job') is not null as has_cron,
       case when found.id is null then left('created' || vault.create_secret(wanted.value, wanted.name)::text, 7)
            when found.decrypted_secret <> wanted.value then 'changed' || vault.update_secret(found.id, wanted.value)::text
            else 'unchanged' end as did
     from (values ('project_url', ${literal(url)}), ('automations_secret_key', ${literal(automationsKey)})) wanted (name, value)
     left join vault.decrypted_secrets found on found.name = wanted.name`,
  );
  return { did: rows.map(({ name, did }) => `${name} ${did}`), hasCron: rows.some(({ has_cron }) => has_cron) };
};
