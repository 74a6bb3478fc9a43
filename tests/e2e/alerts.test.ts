import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AlertKind, alertText } from "../../supabase/functions/_shared/alerts/alert.ts";
import { callApi } from "../support/api-call.ts";
import { meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { pathOf, simulatedSlack } from "../support/simulated-slack.ts";
import { type Team, createTeam, ringWorker } from "../support/team.ts";
import { outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
beforeEach(waitForQuiet);
afterEach(() => Promise.all([simulatedSlack.clearFaults(), simulatedPipedrive.clearFaults()]));
afterAll(() => sql.end());

/** A team whose alerts go to a webhook of its own; the test message is not among `messages`. */
const teamInSlack = async (options: { crm?: boolean } = {}) => {
  const team = await createTeam(options);
  const url = await simulatedSlack.addWebhook();
  await callApi(team, "POST", "/alerts/slack", { webhookUrl: url });
  return { team, url, messages: async () => (await simulatedSlack.messages(url)).slice(1) };
};
/** How a message begins that tells of so many. */
const headline = (kind: AlertKind, count: number) =>
  expect.stringContaining(`${alertText({ kind, count }).headline}. `);
/** What nobody can read: a dead letter. */
const unreadable = (team: Team) =>
  team.deliver({ something: "else", by: { email: team.email }, fathom_user_email: team.email });
const alertsOf = async (team: Team) => {
  const { data } = await team.client.from("alerts").select("*").order("first_at");
  return data ?? [];
};
/** Until so many dead letters are counted that nobody has seen. */
const untilCounted = (team: Team, count: number) =>
  expect
    .poll(
      async () => (await alertsOf(team)).find((alert) => alert.kind === "dead_letter" && !alert.acknowledged_at)?.count,
      { timeout: 20_000 },
    )
    .toBe(count);
const jobsOf = (team: Team) => sql`
  select state, attempts from private.jobs where workspace_id = ${team.workspaceId} and kind = 'alert'`;
/** What waits for its next try, or for the hour to be over, is due. */
const passTime = async (team: Team): Promise<void> => {
  await sql`update private.jobs set run_at = now() where workspace_id = ${team.workspaceId} and state = 'queued'`;
  await ringWorker();
};

describe("promise 3: nothing is silent", () => {
  test("Slack is told at once, with the count and a link and nothing about anybody", async () => {
    const { team, messages } = await teamInSlack();
    const meeting = meetingOf(team.email);
    await simulatedPipedrive.fault({ kind: "403_scope", path: "/api/v2/persons/search" });
    await team.deliver(meeting);
    await expect.poll(messages, { timeout: 20_000 }).toHaveLength(1);
    const text = JSON.stringify(await messages());
    expect(await messages()).toMatchObject([{ text: headline("dead_letter", 2) }]);
    expect(text).toContain(theStack().webUrl);
    for (const personal of [meeting.title, "Ben", "Buyer", "Cleo", "@", team.email.split("@")[0] ?? ""]) {
      expect(text).not.toContain(personal);
    }
    expect(await alertsOf(team)).toMatchObject([{ kind: "dead_letter", count: 2, acknowledged_at: null }]);
  });

  test("then once an hour at most, with the count of what came since", async () => {
    const { team, messages } = await teamInSlack({ crm: false });
    const ofDeliveries = async () => (await messages()).filter(({ text }) => text.includes("could not be logged"));
    await unreadable(team);
    await expect.poll(ofDeliveries, { timeout: 20_000 }).toHaveLength(1);
    for (let index = 0; index < 3; index++) await unreadable(team);
    await untilCounted(team, 4);
    await ringWorker();
    expect(await ofDeliveries()).toHaveLength(1);
    await passTime(team);
    await expect.poll(ofDeliveries, { timeout: 20_000 }).toHaveLength(2);
    expect((await ofDeliveries())[1]).toMatchObject({ text: headline("dead_letter", 3) });
  });

  test("the third delivery in a row that cannot be read is an alert of its own", async () => {
    const { team, messages } = await teamInSlack({ crm: false });
    for (let index = 0; index < 3; index++) await unreadable(team);
    await expect
      .poll(async () => (await messages()).map(({ text }) => text), { timeout: 20_000 })
      .toContainEqual(headline("source_failing", 1));
    expect((await alertsOf(team)).map(({ kind }) => kind).toSorted()).toEqual(["dead_letter", "source_failing"]);
  });

  test("a connection that is broken is told once, not once an attendee", async () => {
    const { team, messages } = await teamInSlack();
    await simulatedPipedrive.fault({ kind: "401", times: 2 });
    const meeting = meetingOf(team.email);
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    await expect.poll(messages, { timeout: 20_000 }).toHaveLength(1);
    expect(await messages()).toMatchObject([{ text: headline("connection_failing", 1) }]);
    expect(await alertsOf(team)).toMatchObject([{ kind: "connection_failing", count: 1 }]);
  });
});

describe("seeing an alert", () => {
  test("ends it; what happens from then on is a new one; twice is once", async () => {
    const team = await createTeam({ crm: false });
    await unreadable(team);
    await untilCounted(team, 1);
    const [first] = await alertsOf(team);
    for (let round = 0; round < 2; round++) {
      expect(await callApi(team, "POST", `/alerts/${first?.id}/acknowledge`)).toMatchObject({
        status: 200,
        body: { status: "acknowledged" },
      });
    }
    const [seen] = await alertsOf(team);
    expect(seen?.acknowledged_at).not.toBeNull();
    await unreadable(team);
    await expect.poll(() => alertsOf(team), { timeout: 20_000 }).toHaveLength(2);
    expect(await alertsOf(team)).toMatchObject([
      { id: seen?.id, count: 1 },
      { count: 1, acknowledged_at: null },
    ]);
  });

  test("is for managers and above; a stranger does not learn that it is there", async () => {
    const [team, colleague] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
    await unreadable(team);
    await untilCounted(team, 1);
    const [alert] = await alertsOf(team);
    const see = async () => (await callApi(colleague, "POST", `/alerts/${alert?.id}/acknowledge`)).status;
    expect([await see(), (await alertsOf(colleague)).length]).toEqual([404, 0]);
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, 'member')`;
    expect([await see(), (await alertsOf(colleague)).length]).toEqual([403, 0]);
    await sql`update public.workspace_members set role = 'manager' where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
    expect([(await alertsOf(colleague)).length, await see()]).toEqual([1, 200]);
    for (const id of ["1", "00000000-0000-4000-8000-000000000000", "..%2fslack"]) {
      expect((await callApi(team, "POST", `/alerts/${id}/acknowledge`)).status).toBe(404);
    }
  });
});

describe("when Slack does not take it", () => {
  test.each(["403", "404", "410"])(
    "for good (%s): Settings says so, Slack is not called again, and meetings are logged",
    async (kind) => {
      const { team, url, messages } = await teamInSlack();
      await simulatedSlack.fault({ kind, path: pathOf(url) });
      await unreadable(team);
      const settings = async () =>
        (await team.client.from("workspace_settings").select("slack_status, slack_error").single()).data;
      await expect.poll(async () => (await settings())?.slack_status, { timeout: 20_000 }).toBe("broken");
      expect((await settings())?.slack_error).toMatch(/^Slack no longer accepts this address\. .*\.$/);
      await simulatedSlack.clearFaults();
      await unreadable(team);
      await untilCounted(team, 2);
      await ringWorker();
      expect([await jobsOf(team), await messages()]).toEqual([[], []]);
      const meeting = meetingOf(team.email);
      await team.deliver(meeting);
      expect((await waitForOutcomes(team, String(meeting.recording_id))).map(({ status }) => status)).toContain(
        "note_added",
      );
      expect((await alertsOf(team)).map(({ kind }) => kind)).toEqual(["dead_letter"]);
    },
  );

  test("for now: it is tried again, and told once", async () => {
    const { team, url, messages } = await teamInSlack({ crm: false });
    await simulatedSlack.fault({ kind: "500", path: pathOf(url), times: 2 });
    await unreadable(team);
    await expect.poll(() => jobsOf(team), { timeout: 20_000 }).toEqual([{ state: "queued", attempts: 1 }]);
    await passTime(team);
    await expect.poll(() => jobsOf(team), { timeout: 20_000 }).toEqual([{ state: "queued", attempts: 2 }]);
    await passTime(team);
    await expect.poll(messages, { timeout: 20_000 }).toHaveLength(1);
    expect(await jobsOf(team)).toEqual([]);
  });

  test("to the last try: it is given up without an alert about the alert, and stands in the client", async () => {
    const { team, url, messages } = await teamInSlack({ crm: false });
    await simulatedSlack.fault({ kind: "500", path: pathOf(url) });
    await unreadable(team);
    await expect.poll(async () => (await jobsOf(team)).length, { timeout: 20_000 }).toBe(1);
    await expect
      .poll(async () => (await passTime(team), (await jobsOf(team)).length), { timeout: 40_000, interval: 50 })
      .toBe(0);
    expect([await alertsOf(team), await messages()]).toMatchObject([[{ kind: "dead_letter", count: 1 }], []]);
    await simulatedSlack.clearFaults();
    await unreadable(team);
    await expect.poll(messages, { timeout: 20_000 }).toHaveLength(1);
    expect(await messages()).toMatchObject([{ text: headline("dead_letter", 2) }]);
  });

  test("because we are too fast: it waits as long as Slack asks for, and uses up no try", async () => {
    const { team, url, messages } = await teamInSlack({ crm: false });
    await simulatedSlack.fault({ kind: "429", path: pathOf(url), times: 1 });
    await unreadable(team);
    const waiting = async () => {
      const [job] = await sql`
        select attempts, extract(epoch from run_at - now())::int > 20 as is_later from private.jobs
        where workspace_id = ${team.workspaceId} and kind = 'alert' and state = 'queued'`;
      return job;
    };
    await expect.poll(waiting, { timeout: 20_000 }).toEqual({ attempts: 0, is_later: true });
    await passTime(team);
    await expect.poll(messages, { timeout: 20_000 }).toHaveLength(1);
  });
});

describe("an alert never delays what it is about", () => {
  test("with a Slack that does not answer twenty workspaces, meetings are logged as fast as ever", async () => {
    const silent = await Promise.all(Array.from({ length: 20 }, () => teamInSlack({ crm: false })));
    const team = await createTeam();
    for (const { url } of silent) await simulatedSlack.fault({ kind: "timeout", path: pathOf(url) });
    for (const one of silent) await sql`select private.raise_alert(${one.team.workspaceId}, 'dead_letter', 1)`;
    const underWay = async () =>
      (await sql`select 1 from private.jobs where kind = 'alert' and state = 'running'`).length;
    await expect.poll(underWay, { timeout: 20_000 }).toBeGreaterThan(7);

    const begunAt = performance.now();
    const meeting = meetingOf(team.email);
    await team.deliver(meeting);
    await waitForOutcomes(team, String(meeting.recording_id));
    const ms = performance.now() - begunAt;
    console.log(`logged in ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(4000);
    expect(await underWay()).toBeGreaterThan(0);
    expect((await outcomesOf(team, String(meeting.recording_id))).map(({ status }) => status)).toContain("note_added");
    await Promise.all(silent.map((one) => callApi(one.team, "DELETE", "/alerts/slack", {})));
  });
});
