// Run by Deno: the function's own code in this process, its steps timed. Prints the median share of each in the time to the answer.
import { createApp } from "../../supabase/functions/fathom-webhook/app.ts";
import { type Candidate, createFindCandidates } from "@shared/pipeline/receive/candidates.ts";
import { parseBody } from "@shared/pipeline/receive/parse-body.ts";
import { proveSender } from "@shared/pipeline/receive/prove-sender.ts";
import { createDatabase } from "@shared/platform/database.ts";
import { createSealer } from "@shared/platform/seal.ts";
import { readSettings } from "@shared/platform/settings.ts";
import { recorderEmails } from "@shared/sources/fathom/recorder-emails.ts";
import { median } from "../statistics.ts";
import { bodyOf, sign } from "./deliveries.ts";

declare const Deno: { env: { get(name: string): string | undefined } };

const {
  SECRET = "",
  INTEGRATION = "",
  SIZES = "[]",
} = Object.fromEntries(["SECRET", "INTEGRATION", "SIZES"].map((name) => [name, Deno.env.get(name)]));
const sizes: number[] = JSON.parse(SIZES);
const times = 40;
const now = (): Date => new Date();

/** How long a piece of work takes, in ms. */
const timed = async (work: () => unknown): Promise<number> => {
  const begunAt = performance.now();
  await work();
  return performance.now() - begunAt;
};

const settings = readSettings();
let inDatabase = 0;
const database = createDatabase(settings, async (input, init) => {
  const begunAt = performance.now();
  const answer = await fetch(input, init);
  inDatabase += performance.now() - begunAt;
  return answer;
});
const findCandidates = createFindCandidates(database, createSealer(settings.encryptionKey), now);
const app = createApp({
  database,
  findCandidates,
  onRefused: () => undefined,
  now,
  log: () => undefined,
  ringWorker: () => undefined,
});

const candidates: Candidate[] =
  (await findCandidates({ tokenHash: null, integrationHint: INTEGRATION, emails: [] }, { fresh: true })).data
    ?.candidates ?? [];

const onceOver = async (text: string) => {
  const [delivery] = sign(text, [INTEGRATION], 1, SECRET);
  const headers = new Headers(delivery?.headers);
  const body = new TextEncoder().encode(text);
  inDatabase = 0;
  const whole = await timed(async () => {
    const answer = await app.request(`/fathom-webhook?integration=${INTEGRATION}`, { method: "POST", headers, body });
    if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
  });
  const database = inDatabase;
  const parse = await timed(() => recorderEmails(parseBody(body, "application/json")?.json));
  const signed = {
    id: headers.get("webhook-id"),
    timestamp: headers.get("webhook-timestamp"),
    signature: headers.get("webhook-signature"),
    body,
  };
  const hmac = await timed(() => proveSender(signed, candidates, false, now()));
  return { parse: parse / whole, hmac: hmac / whole, database: database / whole };
};

const shares = [];
for (const size of sizes) {
  const text = bodyOf(size);
  for (let warm = 0; warm < 5; warm += 1) await onceOver(text);
  const rounds: Awaited<ReturnType<typeof onceOver>>[] = [];
  for (let time = 0; time < times; time += 1) rounds.push(await onceOver(text));
  const share = (step: "parse" | "hmac" | "database") => median(rounds.map((round) => round[step])) * 100;
  shares.push({ parse: share("parse"), hmac: share("hmac"), database: share("database") });
}
console.log(JSON.stringify(shares));
