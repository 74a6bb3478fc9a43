import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { childStarter, startGuard } from "../../local/stack/children.ts";
import { startFunction } from "../../local/stack/functions.ts";
import { freePort } from "../../local/stack/ports.ts";
import type { Stack } from "../../local/stack/stack.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type Gate, type Moment, openGate } from "../support/gate.ts";
import { type ThrowAwayStack, startThrowAwayStack } from "../support/throw-away-stack.ts";

let own: ThrowAwayStack;
let stack: Stack;
let sql: postgres.Sql;
let gate: Gate;
let dataDir: string;
let environment: Record<string, string>;
const guard = startGuard();

beforeAll(async () => {
  // No other worker may take up what the victim drops.
  own = await startThrowAwayStack({ name: "crash", clock: false });
  ({ stack, dataDir } = own);
  sql = postgres(stack.file.dbUrl, { max: 1, onnotice: () => undefined });
  gate = await openGate({ rest: `${stack.file.apiUrl}/rest`, pipedrive: stack.file.pipedriveUrl });
  const keys = JSON.parse(fs.readFileSync(path.join(dataDir, "keys.json"), "utf8"));
  environment = {
    SUPABASE_URL: gate.url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    DEBRIEF_ENCRYPTION_KEY: keys.encryptionKey,
    DEBRIEF_SIMULATED_PIPEDRIVE_ACCOUNT: stack.file.demo.pipedriveAccount,
    DEBRIEF_SIMULATED_PIPEDRIVE_URL: `${gate.url}/pipedrive`,
  };
}, 60_000);

afterAll(async () => {
  await gate.close();
  await sql.end();
  await own.stop();
  guard.stdin?.end();
});

const simulator = (method: string, path: string, body?: unknown) =>
  fetch(`${stack.file.pipedriveUrl}/simulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** A worker of its own, in a real Deno process, whose every call goes through the gate. */
const startWorker = async () => {
  const port = await freePort();
  const { child, ready } = startFunction("worker", port, {
    logs: path.join(dataDir, "logs"),
    startChild: childStarter(guard),
    onCrash: () => undefined,
    environment,
  });
  await ready;
  const ring = () =>
    fetch(`http://127.0.0.1:${port}/worker`, { method: "POST", headers: { apikey: stack.file.secretKey } }).catch(
      () => null,
    );
  return { child, ring };
};

let run = 0;
/** A meeting with two people in Pipedrive, one of them at two addresses, and one who is not: it arrives as an event. */
const receive = async (): Promise<{ externalId: string; people: number[] }> => {
  run += 1;
  const people = await Promise.all(
    [[`one-${run}@example.org`, `alias-${run}@example.net`], [`two-${run}@example.org`]].map(async (emails) => {
      const response = await simulator("POST", "/people", { name: emails[0], emails });
      return Number((await response.json()).id);
    }),
  );
  const emails = [
    `one-${run}@example.org`,
    `alias-${run}@example.net`,
    `two-${run}@example.org`,
    `nobody-${run}@example.org`,
  ];
  const meeting = meetingOf(stack.file.demo.email, "02", {
    calendar_invitees: emails.map((email) => ({ name: email, email, is_external: true })),
  });
  const body = JSON.stringify(meeting);
  await sql`select public.receive_webhook('fathom', ${`msg_${run}`}, ${stack.file.demo.integrationId}, 'signature', '{}', ${body}, ${body.length})`;
  return { externalId: String(meeting.recording_id), people };
};

const recover = async (ring: () => Promise<unknown>): Promise<void> => {
  for (let tries = 0; tries < 12; tries++) {
    // What hours would do: leases run out, waits end.
    await sql`update private.jobs set leased_until = now() - interval '1 s', run_at = now() where state <> 'dead'`;
    await ring();
    if ((await sql`select 1 from private.jobs where state <> 'dead'`).length === 0) return;
  }
};

/** Kills a worker at its call number `at`; says whether it came that far, and what was there after another one took over. */
const crashAt = async (healthy: { ring: () => Promise<unknown> }, at: number, moment: Moment, answerLost: boolean) => {
  await simulator("POST", "/reset", {});
  await sql`delete from private.crm_people`;
  // What earlier runs called is no reason to make this one wait.
  await sql`delete from private.crm_call_windows`;
  await sql`update public.crm_connections set call_again_at = null, paused_because = null, pauses_in_row = 0, failures_in_row = 0`;
  const { externalId, people } = await receive();
  if (answerLost)
    await simulator("POST", "/faults", { kind: "lost_after_write", method: "POST", path: "/api/v1/notes", times: 1 });
  const victim = await startWorker();
  let sprung = false;
  gate.plan(at, moment, () => {
    sprung = true;
    process.kill(victim.child.pid, "SIGKILL");
  });
  await victim.ring();
  const where = gate.calls[at] ?? "the end";
  if (sprung) await victim.child.exited;
  await victim.child.stop("SIGKILL");
  gate.plan(-1, "before", () => undefined);
  await recover(healthy.ring);

  const outcomes = await sql`
    select o.status, o.crm_person_id, o.crm_note_id from public.attendee_outcomes o join public.meetings m on m.id = o.meeting_id
    where m.external_id = ${externalId} order by o.email`;
  const { notes } = await (await simulator("GET", "/notes")).json();
  const [event] = await sql`select state from public.webhook_events where delivery_id = ${`msg_${run}`}`;
  const [one, two] = people.map((person) => notes.filter((note: { person_id: number }) => note.person_id === person));
  return {
    sprung,
    where,
    result: {
      statuses: outcomes.map((outcome) => outcome["status"]),
      notesOfOne: one.map((note: { id: number }) => String(note.id)),
      notesOfTwo: two.map((note: { id: number }) => String(note.id)),
      noteIds: outcomes.map((outcome) => outcome["crm_note_id"]),
      event: event?.["state"],
    },
  };
};

describe("promises 1 and 2 under SIGKILL: a worker dies at any of its calls, another goes on", () => {
  test.each([
    ["before", false],
    ["after", false],
    ["before", true],
    ["after", true],
  ] as const)(
    "killed %s the call, the answer to a note lost: %s",
    async (moment, answerLost) => {
      const healthy = await startWorker();
      const points: string[] = [];
      for (let at = 0; at < 40; at++) {
        const { sprung, where, result } = await crashAt(healthy, at, moment, answerLost);
        const [noteOfOne, noteOfTwo] = [result.notesOfOne[0], result.notesOfTwo[0]];
        expect([where, result]).toEqual([
          where,
          {
            // In order of e-mail: alias, nobody, one, two.
            statuses: ["note_added", "not_found", "note_added", "note_added"],
            notesOfOne: [noteOfOne],
            notesOfTwo: [noteOfTwo],
            noteIds: [noteOfOne, null, noteOfOne, noteOfTwo],
            event: "processed",
          },
        ]);
        if (!sprung) break;
        points.push(where);
      }
      await healthy.child.stop("SIGKILL");
      console.log(
        `${points.length} crash points, ${moment} the call${answerLost ? ", answer lost" : ""}: ${points.join(", ")}`,
      );
      expect(points.length).toBeGreaterThan(10);
      expect(new Set(points).size).toBeGreaterThan(6);
    },
    180_000,
  );
});
