import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, newTeam } from "../support/new-team.ts";
import { type OwnStack, pipedriveToken, startOwnStack } from "../support/own-stack.ts";

let own: OwnStack;
let team: Team;

beforeAll(async () => {
  own = await startOwnStack();
  team = await newTeam(own.stack.file, { pipedriveToken });
}, 90_000);
afterAll(() => own.stop());

const outcomes = () => own.sql`
  select email, status, next_lookup_at is not null as again from public.attendee_outcomes
  where workspace_id = ${team.workspaceId} order by email`;
const passDay = async (): Promise<void> => {
  await own.sql`
    update public.attendee_outcomes set created_at = created_at - interval '1 day', next_lookup_at = next_lookup_at - interval '1 day'`;
  await own.sql`update private.housekeeping set ran_at = ran_at - interval '1 day'`;
};
/** Two workers that have just been started and are rung together; how many attendees were looked up by whoever kept the house. */
const ringTwo = async (): Promise<number[]> => {
  const before = own.linesOf("housekeeping").length;
  const rings = [await own.startWorker(), await own.startWorker()];
  await Promise.all(rings.map((ring) => ring()));
  return own
    .linesOf("housekeeping")
    .slice(before)
    .map(({ lookedUp = 0 }) => lookedUp);
};

describe("somebody who was not found", () => {
  test("is looked up once a day by one of the workers, and logged when the contact has been created", async () => {
    const [early, late] = ["early@example.net", "late@example.net"];
    const meeting = meetingOf(team.email, "02", {
      calendar_invitees: [early, late].map((email) => ({ name: email, email, is_external: true })),
    });
    const { body } = await team.deliver(meeting);
    const notFound = (email: string) => ({ email, status: "not_found", again: true });
    const logged = (email: string) => ({ email, status: "note_added", again: false });
    await expect.poll(outcomes, { timeout: 20_000 }).toEqual([notFound(early), notFound(late)]);
    const event = () =>
      own.sql`select state, error, finished_at from public.webhook_events where id = ${body.event_id ?? ""}`;
    await expect.poll(event, { timeout: 20_000 }).toMatchObject([{ state: "processed" }]);
    const over = await event();

    await passDay();
    own.crm.addPerson({ name: "Early", emails: [early] });
    own.crm.clearRequests();
    expect(await ringTwo()).toEqual([2]);
    await expect.poll(outcomes, { timeout: 20_000 }).toEqual([logged(early), notFound(late)]);
    expect(own.crm.requests().filter(({ path }) => path.endsWith("/search"))).toHaveLength(2);

    await passDay();
    own.crm.addPerson({ name: "Late", emails: [late] });
    expect(await ringTwo()).toEqual([1]);
    await expect.poll(outcomes, { timeout: 20_000 }).toEqual([logged(early), logged(late)]);
    await passDay();
    expect(await ringTwo()).toEqual([0]);
    expect(own.crm.notes()).toHaveLength(2);
    expect(await event()).toEqual(over);
  }, 90_000);
});
