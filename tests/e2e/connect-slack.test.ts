import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { pathOf, simulatedSlack } from "../support/simulated-slack.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack, theStackLogs } from "../support/the-stack.ts";

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
let team: Team;
beforeAll(async () => {
  team = await createTeam({ crm: false });
});
afterEach(() => simulatedSlack.clearFaults());
afterAll(() => sql.end());

const connect = (webhookUrl: string, by = team, workspaceId = team.workspaceId) =>
  callApi(by, "POST", "/alerts/slack", { workspaceId, webhookUrl });
const settings = async () =>
  (await team.client.from("workspace_settings").select("slack_status, slack_error").single()).data;
const isSaved = async () =>
  (await sql`select 1 from private.slack_webhooks where workspace_id = ${team.workspaceId}`).length === 1;

describe("connecting Slack", () => {
  test("sends a test alert with the workspace's name and a link, and saves the address when Slack has taken it", async () => {
    const url = await simulatedSlack.addWebhook();
    expect(await connect(` ${url}\n`)).toMatchObject({ status: 200, body: { status: "active" } });
    const messages = await simulatedSlack.messages(url);
    expect(messages).toHaveLength(1);
    expect(JSON.stringify(messages)).toContain(theStack().webUrl);
    expect(messages[0]?.text).toMatch(/test alert/);
    expect([await settings(), await isSaved()]).toEqual([{ slack_status: "active", slack_error: null }, true]);
    expect((await callApi(team, "POST", "/alerts/test", {})).body).toEqual({ status: "sent" });
    expect(await simulatedSlack.messages(url)).toHaveLength(2);

    expect((await callApi(team, "DELETE", "/alerts/slack", {})).body).toEqual({ status: "disconnected" });
    expect([await settings(), await isSaved()]).toEqual([{ slack_status: null, slack_error: null }, false]);
    expect(await callApi(team, "POST", "/alerts/test", {})).toMatchObject({
      status: 409,
      body: { error: { code: "not_connected", message: expect.stringMatching(/\.$/) } },
    });
    expect(await simulatedSlack.messages(url)).toHaveLength(2);
  });

  const secret = "abcdefghijklmnopqrstuvwx";
  test.each([
    ["another host", `https://evil.example.com/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a host that only begins so", `https://hooks.slack.com.example.com/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a host behind a user", `https://hooks.slack.com@127.0.0.1:54321/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a user", `https://a:b@hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a port", `https://hooks.slack.com:8443/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["no encryption", `http://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["the cloud's own address", "http://169.254.169.254/latest/meta-data/"],
    ["another scheme", "file:///etc/passwd"],
    ["a way up", `https://hooks.slack.com/services/../../x/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a hidden way up", `https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/%2e%2e%2f${secret}`],
    ["a query", `https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${secret}?to=https://example.com`],
    ["a fragment", `https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${secret}#x`],
    ["a backslash", `https:\\\\hooks.slack.com\\services\\TDEBRIEFDEMO\\B0000000\\${secret}`],
    ["a line break", `https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/${secret}\nx-header: y`],
    ["a look-alike letter", `https://hooks.slаck.com/services/TDEBRIEFDEMO/B0000000/${secret}`],
    ["a workflow trigger", `https://hooks.slack.com/triggers/TDEBRIEFDEMO/1234567890/${secret}`],
    ["no secret", "https://hooks.slack.com/services/TDEBRIEFDEMO/B0000000/"],
    ["a word", "slack"],
  ])("%s is refused in a sentence, and nothing is called or saved", async (_, webhookUrl) => {
    const answer = await connect(webhookUrl);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "invalid_webhook_url" } } });
    expect(answer.body.error.message).toMatch(/https:\/\/hooks\.slack\.com\/services\/.*\.$/);
    expect(answer.text).not.toContain(secret);
    expect(await isSaved()).toBe(false);
  });

  test.each([
    ["nothing", {}],
    ["a number", { webhookUrl: 7 }],
    ["too much", { webhookUrl: `https://hooks.slack.com/services/${"x".repeat(400)}` }],
    ["emptiness", { webhookUrl: "  " }],
  ])("%s is no address: 400", async (_, body) => {
    expect(await callApi(team, "POST", "/alerts/slack", body)).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request", message: expect.stringContaining("webhookUrl") } },
    });
  });

  test.each([
    ["403", 422, "gone"],
    ["404", 422, "gone"],
    ["410", 422, "gone"],
    ["400", 422, "rejected"],
    ["429", 429, "rate_limited"],
    ["500", 502, "unavailable"],
    ["302", 502, "unavailable"],
    ["not_ok", 502, "unavailable"],
    ["lost_after_write", 502, "unavailable"],
  ])("an address to which Slack answers %s is not saved", async (kind, status, code) => {
    const url = await simulatedSlack.addWebhook();
    await simulatedSlack.fault({ kind, path: pathOf(url) });
    const answer = await connect(url);
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/\.$/) } } });
    expect(answer.text).not.toContain(url.slice(-12));
    expect(await isSaved()).toBe(false);
  });

  test("an address that does not work leaves the one that does", async () => {
    const [good, bad] = [await simulatedSlack.addWebhook(), await simulatedSlack.addWebhook()];
    await connect(good);
    await simulatedSlack.fault({ kind: "404", path: pathOf(bad) });
    await connect(bad);
    await callApi(team, "POST", "/alerts/test", {});
    expect(await simulatedSlack.messages(good)).toHaveLength(2);
    expect(await settings()).toEqual({ slack_status: "active", slack_error: null });
  });
});

describe("who may", () => {
  test("owners and administrators of the workspace, nobody else", async () => {
    const colleague = await createTeam({ crm: false });
    const url = await simulatedSlack.addWebhook();
    const tries = () =>
      Promise.all([
        connect(url, colleague),
        callApi(colleague, "POST", "/alerts/test", { workspaceId: team.workspaceId }),
        callApi(colleague, "DELETE", "/alerts/slack", { workspaceId: team.workspaceId }),
      ]).then((answers) => answers.map(({ status }) => status));
    expect(await tries()).toEqual([404, 404, 404]);
    await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${team.workspaceId}, ${colleague.userId}, 'member')`;
    for (const role of ["member", "manager"]) {
      await sql`update public.workspace_members set role = ${role} where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
      expect(await tries()).toEqual([403, 403, 403]);
    }
    expect(await simulatedSlack.messages(url)).toEqual([]);
    await sql`update public.workspace_members set role = 'admin' where workspace_id = ${team.workspaceId} and user_id = ${colleague.userId}`;
    expect((await connect(url, colleague)).status).toBe(200);
  });
});

describe("the address is a secret", () => {
  /** Every table of the database as text. */
  const dump = async (): Promise<string> => {
    const tables = await sql`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    const texts = await Promise.all(
      tables.map(({ name }) => sql.unsafe(`select string_agg(t::text, ' ') as text from ${name} t`)),
    );
    return JSON.stringify(texts);
  };
  const logs = (): string =>
    fs
      .readdirSync(theStackLogs())
      .map((name) => fs.readFileSync(path.join(theStackLogs(), name), "utf8"))
      .join("\n");

  test("that is in no answer, no table in plain text and no log, whatever happens to it", async () => {
    const url = await simulatedSlack.addWebhook();
    const secret = url.slice(url.lastIndexOf("/") + 1);
    const answers = [await connect(url)];
    for (const kind of ["timeout_after_write", "410", "500", "429"]) {
      await simulatedSlack.fault({ kind, path: pathOf(url), times: 1 });
      answers.push(await callApi(team, "POST", "/alerts/test", {}));
    }
    await sql`select private.raise_alert(${team.workspaceId}, 'dead_letter', 1)`;
    await simulatedSlack.fault({ kind: "410", path: pathOf(url), times: 1 });
    await expect.poll(async () => (await settings())?.slack_status, { timeout: 20_000 }).toBe("broken");
    expect(JSON.stringify([answers, await settings()])).not.toContain(secret);
    const { data } = await team.client.from("workspace_settings").select("*");
    expect(JSON.stringify(data)).not.toContain("hooks.slack.com");
    const text = await dump();
    expect(text).toContain(team.workspaceId);
    expect(text).not.toContain(secret);
    expect(logs()).toContain('"unit":"alert"');
    expect(logs()).not.toContain(secret);
  });
});
