import type net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedHeaders } from "../../local/demo/signed-headers.ts";
import { createRandom } from "../soak/random.ts";
import { answerOf, openRaw, rawRequest } from "../support/attack/raw-requests.ts";
import { type WebhookProcess, startWebhookProcess } from "../support/attack/webhook-process.ts";
import { meetingOf } from "../support/fixtures.ts";
import { postSigned } from "../support/new-team.ts";

const seed = Number(process.env["DEBRIEF_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
let webhook: WebhookProcess;

beforeAll(async () => {
  webhook = await startWebhookProcess();
});
afterAll(() => webhook.stop());

const url = () => `http://127.0.0.1:${webhook.port}/fathom-webhook`;
const megabytes = (bytes: number) => Math.round(bytes / 1e6);
const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** How long each of some honest deliveries takes, in ms; all of them are accepted. */
const honest = async (count: number): Promise<number[]> => {
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const startedAt = performance.now();
    expect((await postSigned(url(), meetingOf(webhook.email), webhook.secret)).status).toBe(202);
    took.push(performance.now() - startedAt);
  }
  return took;
};

const begun = (length: number) =>
  `POST /fathom-webhook HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n{"title":"`;

test("two hundred senders who trickle hold up nobody, and nothing of theirs is stored", async () => {
  const alone = median(await honest(20));
  const before = webhook.stored();
  const sockets = await Promise.all(Array.from({ length: 200 }, () => openRaw(webhook.port, begun(5_000))));
  const trickle = setInterval(() => sockets.forEach((socket: net.Socket) => socket.write("x")), 50);
  const beside = median(await honest(30));
  clearInterval(trickle);
  for (const socket of sockets) socket.destroy();
  console.log(`a delivery takes ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside 200 who trickle`);
  expect(beside).toBeLessThan(10 * alone + 50);
  expect(webhook.stored() - before).toBe(30);
  await expect.poll(() => webhook.log().match(/"result":"broken_off"/g)?.length, { timeout: 10_000 }).toBe(200);
});

test("senders who go away in the middle, or before the answer, are no failure and store nothing", async () => {
  const before = webhook.stored();
  for (let round = 0; round < 5; round += 1) {
    const sockets = await Promise.all(Array.from({ length: 40 }, () => openRaw(webhook.port, begun(2_000_000))));
    for (const [at, socket] of sockets.entries()) if (at % 2 === 0) socket.resetAndDestroy();
    for (const socket of sockets) socket.destroy();
  }
  expect(await honest(5)).toHaveLength(5);
  expect(webhook.stored() - before).toBe(5);
  expect(webhook.log()).not.toMatch(/crashed|ended unexpectedly|Uncaught|error:/i);
});

test("bytes that are hardly HTTP, or that two may read differently, are refused and store nothing", async () => {
  const random = createRandom(seed, 3);
  const before = webhook.stored();
  const counts: Record<string, number> = {};
  for (let round = 0; round < 6; round += 1) {
    const sockets = await Promise.all(Array.from({ length: 50 }, () => openRaw(webhook.port, rawRequest(random))));
    for (const text of await Promise.all(sockets.map((socket) => answerOf(socket, 300)))) {
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
      const key = statuses.join(" then ") || "nothing";
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  console.log(`300 odd requests, DEBRIEF_FUZZ_SEED=${seed}: ${JSON.stringify(counts)}`);
  expect(Object.keys(counts).filter((key) => /\b[25]\d\d\b/.test(key))).toEqual([]);
  expect(await honest(3)).toHaveLength(3);
  expect(webhook.stored() - before).toBe(3);
});

test("memory does not grow with large deliveries, nor with bodies that come byte by byte or are full of brackets", async () => {
  const body = JSON.stringify({ ...meetingOf(webhook.email), transcript: "and so on ".repeat(200_000) });
  // Signed once: what is measured is the function, which sees no difference.
  const headers = signedHeaders(webhook.secret, "msg_large", body);
  const post = () => fetch(url(), { method: "POST", headers, body }).then(({ status }) => status);
  const send = async (count: number) => {
    for (let at = 0; at < count; at += 4)
      expect(new Set(await Promise.all([post(), post(), post(), post()]))).toEqual(new Set([202]));
  };
  await send(24);
  const warm = webhook.memory();
  await send(96);
  const afterwards = webhook.memory();
  const head = "POST /fathom-webhook HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
  const socket = await openRaw(webhook.port, head);
  let answered = false;
  const answer = answerOf(socket, 30_000).finally(() => (answered = true));
  socket.once("data", () => socket.end());
  let highest = 0;
  for (let sent = 0; sent < 200 && !answered; sent += 1) {
    socket.write("1\r\nx\r\n".repeat(1_000));
    highest = Math.max(highest, webhook.memory());
  }
  expect(await answer).toMatch(/^HTTP\/1\.1 408/);
  // Ten megabytes that would be hundreds, parsed.
  for (const body of ["[".repeat(1e7), `[${"{},".repeat(3.3e6)}1]`]) {
    expect((await fetch(url(), { method: "POST", body })).status).toBe(400);
    highest = Math.max(highest, webhook.memory());
  }
  console.log(
    `memory: ${megabytes(warm)} MB after 48 MB of deliveries, ${megabytes(afterwards)} MB after 240 MB, ` +
      `at most ${megabytes(highest)} MB while bodies came byte by byte and full of brackets`,
  );
  expect(afterwards).toBeLessThan(1.6 * warm);
  expect(highest).toBeLessThan(1.6 * warm);
});
