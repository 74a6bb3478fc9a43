import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { type ApiBody, meetingOf } from "../support/fixtures.ts";
import { waitForQuiet } from "../support/quiet.ts";
import { simulatedPipedrive } from "../support/simulated-pipedrive.ts";
import { pathOf, simulatedSlack } from "../support/simulated-slack.ts";
import { type Team, createTeam, makeToken, postUnsigned, ringWorker } from "../support/team.ts";
import { outcomesOf, waitForOutcomes } from "../support/wait.ts";
import { theStack, theStackLogs } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
const tag = crypto.randomUUID().slice(0, 8);
const email = `canary-${tag}@example.org`;
const canaries = [
  `canary-${tag}`,
  `Canaria${tag}`,
  `Title${tag}`,
  `Summary${tag}`,
  `Spoken${tag}`,
  `Task${tag}`,
  `Agent${tag}`,
  `Odd${tag}`,
];
let team: Team;
let token: string;
let slackUrl: string;

/** Everything that the functions and the database have written. */
const logs = (): string => {
  const dir = theStackLogs();
  return fs
    .readdirSync(dir)
    .map((file) => fs.readFileSync(path.join(dir, file), "utf8"))
    .join("\n");
};
const units = (): Set<string> => new Set([...logs().matchAll(/"unit":"(\w+)"/g)].map(([, unit]) => unit ?? ""));

const meeting = (): ApiBody =>
  ({
    ...meetingOf(team.email, "02", {
      title: `Title${tag}`,
      calendar_invitees: [
        { name: `Canaria${tag} Bird`, email, is_external: true },
        { name: "Otto Other", email: `other-${email}`, is_external: true },
      ],
      default_summary: { markdown_formatted: `Summary${tag}` },
    }),
    transcript: [{ speaker: { display_name: `Canaria${tag} Bird` }, text: `Spoken${tag}`, timestamp: "00:00:01" }],
    action_items: [{ description: `Task${tag}`, assignee: { name: `Canaria${tag} Bird`, email } }],
  }) as ApiBody;
const deliver = async (): Promise<string> => {
  const one = meeting();
  await team.deliver(one, { headers: { "user-agent": `Agent${tag}` } });
  await waitForOutcomes(team, String(one.recording_id));
  return String(one.recording_id);
};
const passTime = async (): Promise<void> => {
  await sql`update private.jobs set run_at = now() where workspace_id = ${team.workspaceId} and state = 'queued'`;
  await ringWorker();
};

beforeAll(async () => {
  await waitForQuiet();
  team = await createTeam();
  token = await makeToken(team);
  slackUrl = await simulatedSlack.addWebhook();
  await simulatedPipedrive.addPerson(`Canaria${tag} Bird`, email);
});
afterEach(() => Promise.all([simulatedPipedrive.clearFaults(), simulatedSlack.clearFaults()]));
afterAll(() => sql.end());

describe("whatever happens, nothing personal and no secret is in a log line (promise 4)", () => {
  test("a meeting is logged, refused by the CRM, given up, mended, replayed", async () => {
    const externalId = await deliver();
    await simulatedPipedrive.fault({ kind: "403_scope", path: "/api/v2/persons/search" });
    await deliver();
    await simulatedPipedrive.clearFaults();
    const line = (await outcomesOf(team, externalId)).find((outcome) => outcome.status === "not_found");
    expect(line).toBeDefined();
    const { data } = await team.client.from("attendee_outcomes").select("id").eq("status", "not_found").limit(1);
    await team.api(`/attendee-outcomes/${data?.[0]?.id}/log-again`, { note: email });
    await team.api("/attendee-outcomes/replay", { status: "failed", reason: "crm_forbidden" });
    await team.api("/events/replay", { states: ["processed"] });
    await callApi(team, "GET", `/attendee-outcomes/${data?.[0]?.id}/note`);
    await waitForQuiet();
  });

  test("deliveries are refused, and kept to be looked at", async () => {
    await team.api("/workspaces/capture", { on: true });
    const secret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";
    await team.deliver(meeting(), { secret, headers: { "user-agent": `Agent${tag}` } });
    await postUnsigned(meeting());
    await postUnsigned(meeting(), `?token=Odd${tag}`);
    await postUnsigned(`{"a": "Odd${tag}`, `?integration=${team.integrationId}`);
    await postUnsigned({ hello: `Odd${tag}`, to: email }, `?token=${token}&Odd${tag}=1`);
    await expect.poll(async () => (await team.client.from("refused_deliveries").select("id")).data?.length).toBe(4);
    await waitForQuiet();
  });

  test("alerts go to Slack, and Slack refuses them", async () => {
    await callApi(team, "POST", "/alerts/slack", { webhookUrl: slackUrl });
    for (const [kind, alert] of [
      ["503", "source_failing"],
      ["lost_after_write", "integration_quiet"],
      ["404", "connection_failing"],
    ] as const) {
      await simulatedSlack.fault({ kind, path: pathOf(slackUrl), times: 2 });
      await sql`select private.raise_alert(${team.workspaceId}, ${alert}, 1)`;
      await passTime();
      await callApi(team, "POST", "/alerts/test", {});
      await simulatedSlack.clearFaults();
      await passTime();
    }
    const { data } = await team.client.from("workspace_settings").select("slack_status");
    expect(data).toEqual([{ slack_status: "broken" }]);
  });

  test("what is wrong is answered in a sentence", async () => {
    for (const [path, body] of [
      ["/erasures", { email: `Odd${tag}`, deleteNotes: true }],
      ["/alerts/slack", { webhookUrl: `https://hooks.slack.com/services/Odd${tag}` }],
      ["/crm-connections/pipedrive", { companyDomain: `Odd${tag}.example`, apiToken: `Odd${tag}` }],
      ["/fathom-integrations", { fathomUserEmail: email, signingSecret: `Odd${tag}` }],
      [`/Odd${tag}`, {}],
      [`/events/Odd${tag}/replay`, {}],
    ] as const) {
      expect((await callApi(team, "POST", path, body)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test("the house is kept: payloads, transcripts, refused deliveries, look-ups", async () => {
    await callApi(team, "PATCH", "/workspaces/settings", { eventRetentionDays: 1, transcriptRetentionDays: 1 });
    await deliver();
    await waitForQuiet();
    await sql`update public.webhook_events set received_at = now() - interval '2 days' where workspace_id = ${team.workspaceId}`;
    await sql`update public.meetings set created_at = now() - interval '2 days' where workspace_id = ${team.workspaceId}`;
    // The stack's own clock may be the one that does it.
    const left = async () => {
      await sql`update private.housekeeping set ran_at = '-infinity'`;
      await sql`select public.keep_house()`;
      const rows = await sql`
        select 1 from public.webhook_events where workspace_id = ${team.workspaceId} and erased_at is null
        union all select 1 from public.meetings where workspace_id = ${team.workspaceId} and transcript is not null`;
      return rows.length;
    };
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });

  test("a person is erased, with their notes, some of which cannot be deleted", async () => {
    await deliver();
    await waitForQuiet();
    await simulatedPipedrive.fault({ kind: "401", method: "DELETE", path: "/api/v1/notes*", times: 1 });
    expect((await team.api("/erasures", { email, deleteNotes: true })).status).toBe(200);
    await passTime();
    await waitForQuiet();
    expect((await team.api("/erasures", { email: team.email, deleteNotes: true })).status).toBe(409);
  });

  test("all of it was logged", () => {
    for (const unit of ["receive", "store", "log", "drain", "alert", "api", "housekeeping", "delete_note"]) {
      expect([...units()]).toContain(unit);
    }
  });

  test.each(canaries)("and %s is nowhere", (canary) => {
    expect(logs().toLowerCase()).not.toContain(canary.toLowerCase());
  });

  test("nor is any secret", () => {
    const { secretKey, demo } = theStack();
    const secrets = [
      token,
      team.secret,
      team.secret.slice("whsec_".length),
      team.password,
      team.email,
      slackUrl,
      pathOf(slackUrl),
      secretKey,
      demo.pipedriveToken,
      demo.webhookSecret,
      demo.webhookToken,
      "hooks.slack.com",
      "webhook-signature",
    ];
    for (const secret of secrets) expect(logs().includes(secret), secret.slice(0, 4)).toBe(false);
  });
});
