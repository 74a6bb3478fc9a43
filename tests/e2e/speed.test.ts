import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, newTeam } from "../support/new-team.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../support/own-stack.ts";

const callMs = 150;
let own: OwnStack;
let team: Team;

beforeAll(async () => {
  own = await startOwnStack();
  team = await newTeam(own.stack.file, { pipedriveToken });
  own.crm.setLatency(callMs);
}, 90_000);
afterAll(() => own.stop());

let last = 0;
/** How long the log job of a meeting with so many people took, whom Debrief meets for the first time. */
const logNewPeople = async (people: number): Promise<number> => {
  const invitees = Array.from({ length: people }, () => {
    const email = `new-${(last += 1)}@example.org`;
    own.crm.addPerson({ name: email, emails: [email] });
    return { name: email, email, is_external: true };
  });
  const before = own.linesOf("log").length;
  await team.deliver(meetingOf(team.email, "02", { calendar_invitees: invitees }));
  await expect.poll(() => own.linesOf("log").length, { timeout: 20_000 }).toBe(before + 1);
  // The windows of the rate limit are empty again.
  await own.sql`update private.crm_call_windows set calls = '{}', searches = '{}'`;
  own.passTimeInCrm(2000);
  return own.linesOf("log").at(-1)?.durationMs ?? 0;
};

/** How long it takes to search for so many at once and then to ask for as many once more: what no program can do without. */
const twoCalls = async (people: number): Promise<number> => {
  const headers = { "x-api-token": pipedriveToken };
  const step = () =>
    Promise.all(
      Array.from({ length: people }, async () => {
        const response = await fetch(`${own.crmUrl}/api/v2/persons/search?term=nobody&fields=email`, { headers });
        await response.text();
      }),
    );
  const begunAt = performance.now();
  await step();
  own.passTimeInCrm(2000);
  await step();
  own.passTimeInCrm(2000);
  return performance.now() - begunAt;
};

describe("the budget of logging (design 9)", () => {
  test("eight new people, each CRM call taking 150 ms: at most 1.3 times the two calls that one of them needs", async () => {
    // The first ones are slower: everything is loaded for the first time.
    for (let round = 0; round < 3; round++) await logNewPeople(8);
    const rounds: { ms: number; calls: number }[] = [];
    for (let round = 0; round < 12; round++) rounds.push({ calls: await twoCalls(8), ms: await logNewPeople(8) });
    const ratios = rounds.map(({ ms, calls }) => ms / calls).toSorted((one, other) => one - other);
    console.log(rounds.map(({ ms, calls }) => `${ms} ms (two calls ${Math.round(calls)} ms)`).join(", "));
    console.log(`times two calls: ${ratios.map((ratio) => ratio.toFixed(2)).join(", ")}`);
    // The best of them: what the machine does besides is not ours.
    expect(ratios[0]).toBeLessThanOrEqual(1.3);
  });
});
