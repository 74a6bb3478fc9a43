import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../soak/random.ts";
import { type Forged, forge, genuineDelivery, toRequest } from "../support/attack/forge.ts";
import { hostileBody } from "../support/attack/hostile-bodies.ts";
import { type Sender, type WebhookApp, openWebhookApp } from "../support/attack/webhook-app.ts";
import { fixtureText, meetingOf } from "../support/fixtures.ts";
import { dumpRows } from "../support/attack/dump-rows.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

const seed = Number(process.env["DEBRIEF_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env["DEBRIEF_FUZZ_CASES"] ?? 10_000);

let database: TestDatabase;
let webhook: WebhookApp;
let sender: Sender;

beforeAll(async () => {
  database = await createTestDatabase();
  webhook = await openWebhookApp(database);
  sender = await webhook.addSender("ana.host@example.com");
  // A neighbour who claims the same address: two candidates, two secrets.
  await webhook.addSender("eve@example.net");
});
afterAll(() => database.drop());

/** What must never leave, in an answer or in a log. */
const secrets = () => [sender.secret.slice(6), sender.token];
const personal = /ana\.host|nobody@example|postgres|syntax error|\bat .*\.ts:|jsonb|PGRST/i;

const leaks = (text: string): boolean => secrets().some((secret) => text.includes(secret)) || personal.test(text);

/** Ids of ours may be in a log, and in no answer to whoever has proven nothing. */
const tellsIds = (text: string): boolean => text.includes(sender.integrationId) || text.includes(sender.workspaceId);

const describeCase = (at: number, { method, path, headers, body, breaksOff }: Forged) =>
  `case ${at}: ${method} ${path.slice(0, 120)} ${JSON.stringify([...headers]).slice(0, 600)} ${breaksOff ? "breaks off " : ""}${body.length} bytes ${JSON.stringify(body.toString("latin1").slice(0, 200))}`;

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

const show = (counts: Map<string, number>) =>
  [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([key, times]) => `${key}: ${times}`)
    .join(", ");

describe("the public function under attack", { timeout: 300_000 }, () => {
  test("forged requests: each is refused with one of five answers, says nothing, and changes nothing", async () => {
    const random = createRandom(seed, 1);
    const bodies = ["01", "02", "06", "40", "43", "70", "72"].map((number) =>
      fixtureText(number).replaceAll("ana.host@example.com", sender.email),
    );
    const answers = new Map<string, number>();
    const reasons = new Map<string, number>();
    const wrong: string[] = [];
    const before = await dumpRows(database.sql);
    const attack = async (at: number, forged: Forged): Promise<void> => {
      const response = await webhook.request(toRequest(forged));
      const text = await response.text();
      const said = `${response.status} ${text.slice(0, 400)}`;
      count(answers, said);
      const isHealth = response.status === 200 && (text === '{"status":"ok"}' || forged.method === "HEAD");
      const isRefused = [400, 401, 404, 405, 413].includes(response.status);
      const everything = text + JSON.stringify([...response.headers]);
      if (!(isHealth || isRefused) || leaks(everything) || tellsIds(everything))
        wrong.push(`${said} <- ${describeCase(at, forged)}`);
    };
    for (let at = 0; at < cases;) {
      const batch: Promise<void>[] = [];
      for (; batch.length < 16 && at < cases; at += 1)
        batch.push(attack(at, forge({ sender, genuine: random.pick(bodies) }, random)));
      await Promise.all(batch);
      for (const line of webhook.takeLines()) {
        const { errorCode, result } = JSON.parse(line);
        count(reasons, String(errorCode ?? result));
        if (leaks(line)) wrong.push(`logged: ${line}`);
      }
    }
    console.log(`${cases} forged requests, DEBRIEF_FUZZ_SEED=${seed}\n${show(answers)}\nin the log: ${show(reasons)}`);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(await dumpRows(database.sql)).toBe(before);
    // It got as far as every check there is.
    expect([...reasons.keys()]).toEqual(
      expect.arrayContaining(["missing", "malformed", "too_old", "too_new", "no_match", "unknown_token", "too_large"]),
    );
  });

  test("whatever a sender who is proven sends, it is kept or refused as unreadable, and is no failure", async () => {
    const random = createRandom(seed, 2);
    const answers = new Map<string, number>();
    const wrong: string[] = [];
    const [start] = await database.sql`select count(*)::int as events from public.webhook_events`;
    let kept = 0;
    let proven = sender;
    for (let at = 0; at < cases / 10; at += 1) {
      // Nobody may deliver without end.
      if (at % 500 === 0) proven = await webhook.addSender(`sender-${at}@example.com`);
      const body = hostileBody(JSON.stringify(meetingOf(proven.email)), random);
      const forged = genuineDelivery(proven, "{}");
      // By the token: what was signed is bytes, and these are no text.
      forged.path += `?token=${proven.token}`;
      forged.headers.delete("webhook-signature");
      forged.headers.set(
        "webhook-id",
        random.pick([`msg_${seed}_${at}`, `odd:${seed} ${at}`, "\u00ff".repeat(300) + at]),
      );
      forged.headers.set(
        "content-type",
        random.pick(["application/json", "text/plain", "application/x-www-form-urlencoded", "\u00ff"]),
      );
      forged.body = body;
      const response = await webhook.request(toRequest(forged));
      const text = await response.text();
      const lines = webhook.takeLines();
      count(answers, `${response.status} ${/"(?:status|code)":"(\w+)"/.exec(text)?.[1]}`);
      if (response.status === 202) kept += 1;
      if (![202, 400].includes(response.status) || lines.some(leaks))
        wrong.push(`${text} ${lines.join()} <- ${describeCase(at, forged)}`);
    }
    console.log(`${cases / 10} hostile bodies of a proven sender, DEBRIEF_FUZZ_SEED=${seed}: ${show(answers)}`);
    expect(wrong.slice(0, 5)).toEqual([]);
    const [end] = await database.sql`select count(*)::int as events from public.webhook_events`;
    expect(Number(end?.["events"]) - Number(start?.["events"])).toBe(kept);
    expect(kept).toBeGreaterThan(cases / 40);
  });
});
