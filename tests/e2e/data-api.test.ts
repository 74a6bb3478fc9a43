import { type SupabaseClient, createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../supabase/functions/_shared/platform/database.types.ts";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

type Client = SupabaseClient<Database>;
const tables = [
  "workspaces",
  "workspace_members",
  "workspace_settings",
  "fathom_integrations",
  "crm_connections",
  "webhook_events",
  "meetings",
  "meeting_events",
  "attendee_outcomes",
  "imports",
  "alerts",
  "refused_deliveries",
  "erasures",
  "workspace_invitations",
] as const;

const sql = postgres(theStack().dbUrl, { max: 1, onnotice: () => undefined });
let owner: Team;
let manager: Team;
let member: Team;
let stranger: Team;
let anonymous: Client;
let service: Client;

/** Moves a person out of their own workspace into the owner's, with what belongs to them. */
const join = async (person: Team, role: string): Promise<void> => {
  const own = person.workspaceId;
  await sql`insert into public.workspace_members (workspace_id, user_id, role) values (${owner.workspaceId}, ${person.userId}, ${role})`;
  await sql`update public.fathom_integrations set workspace_id = ${owner.workspaceId} where user_id = ${person.userId}`;
  await sql`delete from public.workspaces where id = ${own}`;
};

beforeAll(async () => {
  const { apiUrl, publishableKey, secretKey } = theStack();
  [owner, stranger] = [await createTeam(), await createTeam()];
  [manager, member] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
  await join(manager, "manager");
  await join(member, "member");
  anonymous = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  service = createClient<Database>(apiUrl, secretKey, { auth: { persistSession: false } });
  for (const person of [owner, member]) {
    const meeting = meetingOf(person.email);
    await person.deliver(meeting);
    await waitForOutcomes(person, String(meeting.recording_id));
    await sql`insert into public.imports (workspace_id, user_id, source) values (${owner.workspaceId}, ${person.userId}, 'fathom')`;
  }
});
beforeAll(async () => {
  await sql`select private.raise_alert(${owner.workspaceId}, 'dead_letter', 1)`;
  await sql`insert into public.refused_deliveries (workspace_id, reason, body, body_bytes) values (${owner.workspaceId}, 'no_match', '{}', 2)`;
  await sql`select public.invite_member(${owner.workspaceId}, ${owner.userId}, 'new@example.com', 'member', ${"0".repeat(64)})`;
  await sql`insert into public.erasures (workspace_id, meetings, outcomes, events, notes) values (${owner.workspaceId}, 0, 0, 0, 0)`;
});
afterAll(() => sql.end());

/** Tables whose rows belong to a person; the others are the workspace's. */
const personal = new Set<string>([
  "workspace_members",
  "fathom_integrations",
  "webhook_events",
  "meetings",
  "meeting_events",
  "attendee_outcomes",
  "imports",
]);
/** Tables that are not for everybody in the workspace. */
const forManagers = new Set<string>(["alerts"]);
const forAdministrators = new Set<string>(["refused_deliveries", "erasures", "workspace_invitations"]);
const ofWorkspace = (table: (typeof tables)[number]) => (table === "workspaces" ? "id" : "workspace_id");
/** As one table, so that a loop over all of them has one type; the rows are only counted. */
const from = (client: Client, table: string) => client.from(table as "imports");

describe("through the data API, each role on each table with each verb (promise 4)", () => {
  describe.each(tables)("%s", (table) => {
    const column = ofWorkspace(table);

    test("select: who may sees the workspace's rows, a member their own, a stranger none, an anonymous caller is refused", async () => {
      const rows = (client: Client) =>
        from(client, table)
          .select("*")
          .eq(column as "workspace_id", owner.workspaceId);
      const ids = async (client: Client) => (await rows(client)).data?.map((row) => JSON.stringify(row)).toSorted();
      const all = await ids(service);
      expect(all?.length).toBeGreaterThan(0);
      expect(await ids(owner.client)).toEqual(all);
      expect(await ids(manager.client)).toEqual(forAdministrators.has(table) ? [] : all);
      const closed = forManagers.has(table) || forAdministrators.has(table);
      const own = closed ? [] : all?.filter((row) => !personal.has(table) || row.includes(member.userId));
      expect(own?.length === 0).toBe(closed);
      expect(await ids(member.client)).toEqual(own);
      expect(await ids(stranger.client)).toEqual([]);
      const refused = await rows(anonymous);
      expect([refused.status, refused.error?.code]).toEqual([401, "42501"]);
    });

    test("insert, update and delete: nobody but the functions", async () => {
      for (const [client, status] of [
        [owner.client, 403],
        [manager.client, 403],
        [member.client, 403],
        [stranger.client, 403],
        [anonymous, 401],
      ] as const) {
        const row = { [column]: owner.workspaceId } as never;
        const answers = [
          await from(client, table).insert(row),
          await from(client, table)
            .update(row)
            .eq(column as "workspace_id", owner.workspaceId),
          await from(client, table)
            .delete()
            .eq(column as "workspace_id", owner.workspaceId),
        ];
        expect(answers.map((answer) => [answer.status, answer.error?.code])).toEqual(Array(3).fill([status, "42501"]));
      }
    });
  });

  test("the functions' procedures are out of reach for users, and the private schema for everybody", async () => {
    for (const client of [owner.client, anonymous]) {
      const claimed = await client.rpc("claim_jobs", { max_jobs: 1, lease_seconds: 1 });
      expect(claimed.error?.code).toBe("42501");
    }
    const { apiUrl, secretKey } = theStack();
    const response = await fetch(`${apiUrl}/rest/v1/jobs?select=*`, {
      headers: { apikey: secretKey, "accept-profile": "private" },
    });
    expect(response.status).toBe(406);
  });
});

describe("the gateway answers as hosted Supabase does", () => {
  test("a token names its key, its issuer and its assurance level", async () => {
    const { data } = await owner.client.auth.getSession();
    const part = (index: number) =>
      JSON.parse(Buffer.from(data.session?.access_token.split(".")[index] ?? "", "base64url").toString());
    expect(part(0)).toMatchObject({ alg: "HS256", kid: "embedded" });
    expect(part(1)).toMatchObject({
      iss: `${theStack().apiUrl}/auth/v1`,
      aal: "aal1",
      role: "authenticated",
      aud: "authenticated",
    });
  });

  test("times are ISO 8601, JSON is JSON, and a refused value has PostgREST's code", async () => {
    const { data } = await owner.client.from("meetings").select("created_at, action_items").limit(1).single();
    expect(data?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00$/);
    expect(Array.isArray(data?.action_items)).toBe(true);
    const wrong = await owner.client.from("meetings").select("id").eq("id", "not-a-uuid");
    expect([wrong.status, wrong.error?.code]).toEqual([400, "22P02"]);
  });

  test("a function that does not exist is 404", async () => {
    expect((await fetch(`${theStack().apiUrl}/functions/v1/constructor`)).status).toBe(404);
  });
});
