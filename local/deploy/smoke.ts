import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import { signedHeaders } from "../demo/signed-headers.ts";
import { functionNames } from "../stack/functions.ts";
import { StartError } from "../stack/start-error.ts";
import type { Wanted } from "./arguments.ts";
import { parseJson } from "./parse-json.ts";
import type { Project } from "./project.ts";
import { sampleMeeting } from "./sample.ts";

/** What a deployed project is reached with; tests have their own. */
export interface Far {
  fetch: typeof globalThis.fetch;
  sleep: (ms: number) => Promise<unknown>;
}

/** The first call of a new version starts it, and what calls it may know the former one for a moment. */
const tries = 10;
const tryAgainMs = 3000;
const timeoutMs = 30_000;

interface Expected {
  what: string;
  url: string;
  init?: RequestInit;
  status: number[];
}

const call = async ({ fetch, sleep }: Far, { what, url, init, status }: Expected): Promise<unknown> => {
  let said = "";
  for (let tried = 1; tried <= tries; tried += 1) {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
      said = `no answer (${error instanceof Error ? error.message : String(error)})`;
      return null;
    });
    const text = (await response?.text()) ?? "";
    if (response && status.includes(response.status)) return parseJson(text);
    if (response) said = `${response.status} ${text.slice(0, 200)}`;
    if (tried < tries) await sleep(tryAgainMs);
  }
  throw new StartError(`${what}: ${status.join(" or ")} was expected, but ${url} says ${said}`);
};

const healthSchema = z.object({ status: z.string() });

/** Calls what was deployed, as Fathom, a stranger and the clock would; a sentence for each. @throws StartError at the first that is wrong */
export const smokeTest = async (
  far: Far,
  { url }: Pick<Wanted, "url">,
  { automationsKey }: Pick<Project, "automationsKey">,
): Promise<string[]> => {
  const functions = `${url}/functions/v1`;
  for (const name of functionNames) {
    // 503: the worker is there and says that its clock is late, which it may be until the first ring.
    const status = name === "worker" ? [200, 503] : [200];
    const health = await call(far, { what: `The function ${name}`, url: `${functions}/${name}/health`, status });
    if (!healthSchema.safeParse(health).success) throw new StartError(`${functions}/${name}/health is not Debrief's.`);
  }

  const body = JSON.stringify(sampleMeeting);
  const forged = signedHeaders(`whsec_${randomBytes(24).toString("base64")}`, `msg_${randomUUID()}`, body);
  const webhook = `${functions}/fathom-webhook`;
  await call(far, {
    what: "A forged delivery",
    url: webhook,
    init: { method: "POST", headers: forged, body },
    status: [401],
  });

  const ring = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  await call(far, { what: "A ring without a key", url: `${functions}/worker`, init: ring, status: [401] });
  const withKey = { ...ring, headers: { ...ring.headers, apikey: automationsKey } };
  await call(far, {
    what: "A ring with the key named automations",
    url: `${functions}/worker`,
    init: withKey,
    status: [200],
  });
  return [
    "the three functions answer",
    "a forged delivery is refused (401)",
    "the worker takes the clock's key, and nobody else's ring (401)",
  ];
};
