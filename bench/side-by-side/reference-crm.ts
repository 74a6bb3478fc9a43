/* Part of the reference, see reference-receiver.ts. */
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";

interface Crm {
  PIPEDRIVE_URL: string;
  PIPEDRIVE_TOKEN: string;
}

const tries = 4;
const timeoutMs = 10_000;

/** Tried again after a 429, when its header says so, and after a 5xx. */
const call = async (crm: Crm, path: string, init: RequestInit = {}): Promise<unknown> => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${crm.PIPEDRIVE_URL}${path}`, {
      ...init,
      headers: { "x-api-token": crm.PIPEDRIVE_TOKEN, "content-type": "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return response.json();
    await response.body?.cancel();
    const isPassing = response.status === 429 || response.status >= 500;
    if (!isPassing || attempt === tries) throw new Error(`Pipedrive answered ${response.status} to ${path}`);
    const seconds = Number(response.headers.get("x-ratelimit-reset") ?? attempt);
    await sleep(1000 * seconds * (1 + Math.random() / 2));
  }
};

const foundSchema = z.object({ data: z.object({ items: z.array(z.object({ item: z.object({ id: z.number() }) })) }) });
const noteSchema = z.object({ data: z.object({ id: z.number() }) });

export const findPerson = async (crm: Crm, email: string): Promise<number | null> => {
  const query = new URLSearchParams({ term: email, fields: "email", exact_match: "true" });
  const { data } = foundSchema.parse(await call(crm, `/api/v2/persons/search?${query}`));
  return data.items[0]?.item.id ?? null;
};

export const addNote = async (crm: Crm, personId: number, content: string): Promise<number> => {
  const body = JSON.stringify({ person_id: personId, content });
  return noteSchema.parse(await call(crm, "/api/v1/notes", { method: "POST", body })).data.id;
};
