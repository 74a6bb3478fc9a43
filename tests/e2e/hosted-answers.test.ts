import { beforeAll, describe, expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { type Team, createTeam } from "../support/team.ts";
import { waitForOutcomes } from "../support/wait.ts";
import { theStack } from "../support/the-stack.ts";

let owner: Team;
beforeAll(async () => {
  owner = await createTeam();
  const meeting = meetingOf(owner.email);
  await owner.deliver(meeting);
  await waitForOutcomes(owner, String(meeting.recording_id));
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
