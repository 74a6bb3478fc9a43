import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoAccount } from "../../local/demo/seed-demo.ts";
import { projectDir } from "../../local/stack/settings.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type HostedProject, startHostedProject } from "../support/hosted-project.ts";
import { newTeam } from "../support/new-team.ts";
import { waitForOutcomes } from "../support/wait.ts";

const mostBytes = 5 * 1024 * 1024;
const functions = ["api", "fathom-webhook", "worker"];
let project: HostedProject;

beforeAll(async () => {
  project = await startHostedProject();
}, 60_000);
afterAll(() => project.stop());

/** `npm run deploy`, with the project in the place of Supabase. */
const deploy = (...args: string[]): Promise<{ exitCode: number; said: string }> => {
  const database = `${project.databaseUrl}?sslmode=disable`;
  const target = ["--project", project.ref, "--url", project.url, "--database", database];
  const command = [path.join(projectDir, "local/deploy/deploy.ts"), ...target, ...args];
  return new Promise((resolve) => {
    const env = { ...process.env, ...project.environment };
    execFile(process.execPath, command, { cwd: projectDir, env }, (error, output, errors) =>
      resolve({ exitCode: Number(error?.code ?? 0), said: `${output}${errors}` }),
    );
  });
};
const encryptionKey = () => project.management.secrets.get("DEBRIEF_ENCRYPTION_KEY");
const inVault = async () =>
  Object.fromEntries(
    (await project.sql`select name, decrypted_secret from vault.decrypted_secrets`).map((row) => [
      row["name"],
      row["decrypted_secret"],
    ]),
  );

// One story: each test begins where the one before it ended, so none can be tried once more.
describe("npm run deploy, from an empty project on", { retry: 0 }, () => {
  test("a dry run says what would be done, and does nothing", async () => {
    const { exitCode, said } = await deploy("--dry-run");
    expect(said).toMatch(/Database +\d+ migrations, from 20261121000100_private_schema\.sql to /);
    expect(said).toContain("DEBRIEF_ENCRYPTION_KEY is set, a new one, which is shown once");
    expect(said).toMatch(/Nothing was done\.\s*$/);
    expect(exitCode).toBe(0);
    expect(project.management.requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  test("without --yes, where nobody can be asked, it does nothing either", async () => {
    const { exitCode, said } = await deploy();
    expect(said).toContain("Say so with --yes.");
    expect(exitCode).toBe(1);
    expect(encryptionKey()).toBeUndefined();
  });

  test("that fails in the middle says at which step, and keeps what was done", async () => {
    project.management.refuseOnce("PUT /functions");
    const { exitCode, said } = await deploy("--yes", "--web-url", "https://debrief.example.com");
    expect(exitCode).toBe(1);
    expect(said).toMatch(/1\. Database: \d+ migrations applied/);
    expect(said).toContain(`DEBRIEF_ENCRYPTION_KEY=${encryptionKey()}`);
    expect(said).toMatch(/3\. Functions failed\.\n.*refused once by the test.*\n.*Run the same command again/);
    expect(await inVault()).toEqual({});
  });

  test("goes on there when it is run again, and all of it works", async () => {
    const before = encryptionKey();
    const { exitCode, said } = await deploy("--yes", "--web-url", "https://debrief.example.com");
    expect(said).toContain("1. Database: nothing to do");
    expect(said).toContain("2. Secrets: nothing to do");
    expect(said).toContain("a forged delivery is refused (401)");
    expect(said).toContain(JSON.stringify({ supabaseUrl: project.url, publishableKey: project.publishableKey }));
    expect(exitCode).toBe(0);
    expect(encryptionKey()).toBe(before);
    expect(said).not.toContain(before);
    expect(said).not.toContain(project.automationsKey);
    expect(await inVault()).toEqual({ project_url: project.url, automations_secret_key: project.automationsKey });
  });
});

describe("what was uploaded", { retry: 0 }, () => {
  test("is small enough to be bundled by Supabase, checks its callers itself, and is nothing but code", () => {
    const uploads = project.uploads().toSorted((one, other) => one.slug.localeCompare(other.slug));
    expect(uploads.map(({ slug, verifyJwt }) => [slug, verifyJwt])).toEqual(functions.map((name) => [name, false]));
    for (const { slug, files } of uploads) {
      const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      console.log(`${slug}: ${files.size} modules, ${Math.round(bytes / 1024)} KiB uploaded`);
      expect(bytes).toBeLessThan(mostBytes);
      expect([...files.keys()].filter((name) => !/^supabase\/functions\/[\w./-]+\.(ts|json)$/.test(name))).toEqual([]);
    }
  });

  test("does the main job alone, on Deno 2.1.4: a signed delivery becomes a note, and a row that the right user sees", async () => {
    const { url, webhookUrl, publishableKey, pipedriveToken, crm } = project;
    const place = {
      apiUrl: url,
      webhookUrl,
      publishableKey,
      demo: { pipedriveAccount: demoAccount, pipedriveToken },
    };
    const team = await newTeam(place);
    const stranger = await newTeam(place, { crm: false });
    const email = "buyer@example.org";
    const { id } = crm.addPerson({ name: "Buyer", emails: [email] });
    const invitees = [{ name: "Buyer", email, is_external: true }];
    const meeting = meetingOf(team.email, "02", { calendar_invitees: invitees });

    expect((await team.deliver(meeting)).status).toBe(202);
    const outcomes = await waitForOutcomes(team, String(meeting.recording_id));
    expect(outcomes).toMatchObject([{ email, status: "note_added", crm_person_id: String(id) }]);
    expect(crm.notes(id)).toHaveLength(1);
    const seen = async ({ client }: typeof team) => (await client.from("meetings").select("title")).data;
    expect(await seen(team)).toEqual([{ title: meeting.title }]);
    expect(await seen(stranger)).toEqual([]);
  });
});

describe("the SQL of docs/deploy.md", { retry: 0 }, () => {
  const page = fs.readFileSync(path.join(projectDir, "docs/deploy.md"), "utf8");
  const blocks = [...page.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql = ""]) => sql);

  test("can be run, but for what says that it is not", async () => {
    const run = blocks.filter((sql) => !sql.startsWith("-- Not run here"));
    expect(run).toHaveLength(2);
    const undone = new Error("undone");
    const all = project.sql.begin(async (transaction) => {
      await transaction`delete from vault.secrets`;
      for (const sql of run) await transaction.unsafe(sql);
      const names = await transaction`select name from vault.secrets order by name`;
      expect(names.map(({ name }) => name)).toEqual(["automations_secret_key", "project_url"]);
      throw undone;
    });
    await expect(all).rejects.toBe(undone);
  });
});

describe("npm run deploy, on a project in use", { retry: 0 }, () => {
  test("changes nothing, and a sample of a dry run is accepted and processed", async () => {
    const { secrets, requests } = project.management;
    const [known, vault] = [new Map(secrets), await project.sql`select * from vault.secrets order by name`];
    const token = "a-token-of-an-integration-1234567890";
    const hash = createHash("sha256").update(token).digest("hex");
    await project.sql`insert into private.fathom_integration_tokens (token_hash, integration_id)
      select ${hash}, id from public.fathom_integrations where workspace_id in (select workspace_id from public.crm_connections)`;
    await project.sql`update public.workspace_settings set dry_run = true`;
    requests.length = 0;
    const { exitCode, said } = await deploy("--yes", "--smoke-token", token);
    expect(said).toMatch(
      /(project_url|automations_secret_key) unchanged, (project_url|automations_secret_key) unchanged/,
    );
    expect(said).toContain("a sample is accepted (202) and processed: ");
    expect(exitCode).toBe(0);
    expect(secrets).toEqual(known);
    expect(requests).not.toContain("POST /secrets");
    expect(await project.sql`select * from vault.secrets order by name`).toEqual(vault);
  });

  test("makes no second key for what the first one has sealed", async () => {
    project.management.secrets.delete("DEBRIEF_ENCRYPTION_KEY");
    const { exitCode, said } = await deploy("--yes");
    expect(exitCode).toBe(1);
    expect(said).toMatch(/the database holds \d+ secrets that were sealed with one.*Nothing was done\./);
    expect(encryptionKey()).toBeUndefined();
  });

  test("of a checkout that is older than the database does nothing", async () => {
    const later = "20991231000000";
    await project.sql`insert into supabase_migrations.schema_migrations (version, name, statements) values (${later}, 'later', '{}')`;
    project.management.requests.length = 0;
    const { exitCode, said } = await deploy("--yes");
    expect(exitCode).toBe(1);
    expect(said).toContain(later);
    expect(project.management.requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  });
});
