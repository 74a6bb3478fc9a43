import postgres from "postgres";
import { expect, test, vi } from "vitest";
import { readBooks } from "../support/books.ts";
import { type Conversation, type Invitee, webhookBody } from "../support/conversation.ts";
import { deliverOnce, deliverUntilTaken } from "../support/deliver-until-taken.ts";
import { judge } from "../support/judge.ts";
import { stacksOfTest } from "../support/stacks-of-test.ts";
import { cutPower, processesOf, untilUp } from "../support/started-stack.ts";

const { newPlace, start, expectNothingLeft } = stacksOfTest();

const ben: Invitee = { name: "Ben Buyer", email: "ben.buyer@example.org", isExternal: true, outcome: "note_added" };
const maija: Invitee = { name: "Maija", email: "maija@example.org", isExternal: true, outcome: "note_added" };
/** The person that Maija's other address belongs to: one note for both. */
const maijaToo: Invitee = { ...maija, email: "maija.esimerkki@example.net" };
const twin: Invitee = { name: "Pat Twin", email: "pat.twin@example.net", isExternal: true, outcome: "ambiguous" };
const stranger: Invitee = { name: "Nobody", email: "nobody@example.net", isExternal: true, outcome: "not_found" };
const nameless: Invitee = { name: "On The Phone", email: null, isExternal: true, outcome: "not_found" };
const host: Invitee = { name: "Ana", email: "ana.host@example.com", isExternal: false, outcome: "skipped_internal" };

/** Notes on people who are known by now cost Pipedrive's limit one call, a search costs two: mostly the former. */
const cast = (index: number): Invitee[] => {
  if (index % 40 === 7) return [host, stranger, twin];
  if (index % 4 === 3) return [host, nameless];
  if (index % 20 === 2) return [host, maija, maijaToo];
  return [host, ben];
};

const count = 200;

test("the power is cut in the middle of 200 meetings: all of them are finished after the next start, each once", async () => {
  const place = await newPlace();
  const first = start(place);
  await untilUp(first);
  const { dbUrl, webhookUrl, demo } = place.file();
  const url = `${webhookUrl}?integration=${demo.integrationId}`;
  const conversations: Conversation[] = Array.from({ length: count }, (_, index) => ({
    recordingId: index + 1,
    recorder: demo.email,
    invitees: cast(index),
  }));
  const deliveries = conversations.map((conversation, index) => ({
    id: `msg_${index + 1}`,
    url,
    secret: demo.webhookSecret,
    body: webhookBody(conversation, true),
  }));

  const waiting = [...deliveries];
  const statuses: (number | null | undefined)[] = [];
  // A busy machine may answer 503: then it is sent again, as Fathom does.
  const patience = { pauseMs: 100, longestPauseMs: 1000, signal: AbortSignal.timeout(30_000) };
  const sender = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      statuses.push((await deliverUntilTaken(next, patience)).at(-1));
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
  expect(statuses).toEqual(Array.from({ length: count }, () => 202));

  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  const progress = async () => {
    const [row] = await sql<{ processed: number; notes: number; running: number }[]>`
      select (select count(*)::int from public.webhook_events where state = 'processed') as processed,
             (select count(*)::int from public.attendee_outcomes where status = 'note_added') as notes,
             (select count(*)::int from private.jobs where state = 'running') as running`;
    return row ?? { processed: 0, notes: 0, running: 0 };
  };
  const before = await vi.waitUntil(
    async () => {
      const now = await progress();
      // Between two jobs there is nothing to be interrupted.
      return now.notes >= 20 && now.running > 0 ? now : null;
    },
    { timeout: 20_000, interval: 20 },
  );
  await sql.end();
  await cutPower(first);
  await vi.waitUntil(() => processesOf(place).length === 0, { timeout: 10_000, interval: 50 });
  console.log(
    `power cut with ${before.processed} of ${count} meetings done, ${before.notes} notes written, ${before.running} under way`,
  );
  expect(before.processed).toBeLessThan(count);

  const second = start(place);
  await untilUp(second);
  // It may have another port by now, when somebody else was given that one meanwhile.
  const { pipedriveUrl } = place.file();
  const again = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  const sent = {
    deliveries: deliveries.map(({ id }) => ({ id, isReadable: true })),
    conversations: conversations.map((conversation) => ({ ...conversation, hasSummary: true })),
  };
  await expect
    .poll(async () => judge(await readBooks(again, pipedriveUrl), sent), { timeout: 60_000, interval: 250 })
    .toEqual([]);
  const { events, notes } = await readBooks(again, pipedriveUrl);
  await again.end();
  expect(events.filter(({ state }) => state === "processed")).toHaveLength(count);
  expect(notes.length).toBeGreaterThan(100);
  // Copies of what was accepted before the power went are known for what they are.
  const [accepted] = deliveries;
  expect(accepted && (await deliverOnce(accepted))).toBe(200);

  second.process.kill("SIGTERM");
  await second.exited;
  await expectNothingLeft(place);
}, 150_000);
