import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { expect, test, vi } from "vitest";
import { readBooks } from "../support/books.ts";
import { type Conversation, type Invitee, webhookBody } from "../support/conversation.ts";
import { deliverUntilTaken } from "../support/deliver-until-taken.ts";
import { judge } from "../support/judge.ts";
import { stacksOfTest } from "../support/stacks-of-test.ts";
import { pidOf, untilUp } from "../support/started-stack.ts";

const { newPlace, start, expectNothingLeft } = stacksOfTest();

const invitees: Invitee[] = [
  { name: "Ben Buyer", email: "ben.buyer@example.org", isExternal: true, outcome: "note_added" },
  { name: "John Smith", email: "john.smith@example.org", isExternal: true, outcome: "note_added" },
  { name: "Ana Host", email: "ana.host@example.com", isExternal: false, outcome: "skipped_internal" },
];

test("functions that are killed in the middle of work are started again, and everything is finished once", async () => {
  const place = await newPlace();
  const stack = start(place);
  await untilUp(stack);
  const { dbUrl, pipedriveUrl, webhookUrl, demo } = place.file();
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  const url = `${webhookUrl}?integration=${demo.integrationId}`;
  const conversations: Conversation[] = Array.from({ length: 24 }, (_, index) => ({
    recordingId: index + 1,
    recorder: demo.email,
    invitees,
  }));
  const noted = async () => (await sql`select 1 from public.attendee_outcomes where status = 'note_added'`).length;

  const answers = await Promise.all(
    conversations.map(async (conversation, index) => {
      await sleep(index * 100);
      const body = webhookBody(conversation, false);
      const delivery = { id: `msg_${index + 1}`, url, secret: demo.webhookSecret, body };
      const patience = { pauseMs: 50, longestPauseMs: 500, signal: AbortSignal.timeout(20_000) };
      // In the middle of it, and the worker once more when it has come back and has something to do.
      if (index === 8) process.kill(pidOf(stack, /deno serve.*worker/), "SIGKILL");
      if (index === 16) process.kill(pidOf(stack, /deno serve.*fathom-webhook/), "SIGKILL");
      return deliverUntilTaken(delivery, patience);
    }),
  );
  await vi.waitUntil(async () => (await noted()) >= 20, { timeout: 20_000, interval: 50 });
  process.kill(pidOf(stack, /deno serve.*worker/), "SIGKILL");
  console.log(`worker killed with ${await noted()} of ${conversations.length * 2} notes written`);

  const sent = {
    deliveries: conversations.map((_, index) => ({ id: `msg_${index + 1}`, isReadable: true })),
    conversations: conversations.map((conversation) => ({ ...conversation, hasSummary: false })),
  };
  await expect.poll(async () => judge(await readBooks(sql, pipedriveUrl), sent), { timeout: 30_000 }).toEqual([]);
  await sql.end();
  // 200: killed between the commit and the answer.
  expect([202, 200]).toEqual(expect.arrayContaining(answers.map((statuses) => statuses.at(-1))));
  // The senders saw that it was away for a moment, and never waited long for it.
  expect(new Set(answers.flatMap((statuses) => statuses.slice(0, -1)))).toEqual(new Set([503]));
  expect(stack.output().match(/worker ended unexpectedly \(SIGKILL\).* It is started again\./g)).toHaveLength(2);

  process.kill(-(stack.process.pid ?? 0), "SIGINT");
  await stack.exited;
  await expectNothingLeft(place);
}, 90_000);
