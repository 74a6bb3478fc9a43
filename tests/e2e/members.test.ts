import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callApi } from "../support/api-call.ts";
import { simulatedFathom } from "../support/simulated-fathom.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

let team: Team;
let colleague: Team;
beforeEach(async () => {
  [team, colleague] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
});

const workspaces = "/workspaces";
const members = "/members";
const invitations = "/invitations";
const inTeam = (more: object = {}) => ({ workspaceId: team.workspaceId, ...more });
const invite = async (as: Team, email: string, role = "member") =>
  callApi(as, "POST", invitations, inTeam({ email, role }));
const join = async (person: Team, role: string) => {
  const { body } = await invite(team, person.email, role);
  return callApi(person, "POST", `${invitations}/accept`, { token: body.token });
};

describe("members by the API", () => {
  test("who is invited joins in that role; what they may see changes with it at once, through the data API too", async () => {
    expect(await join(colleague, "member")).toMatchObject({ status: 200, body: { workspaceId: team.workspaceId } });
    const sees = async () => {
      const { data } = await colleague.client
        .from("workspace_people")
        .select("email")
        .eq("workspace_id", team.workspaceId);
      return data?.length;
    };
    expect(await sees()).toBe(1);
    const change = (as: Team, role: string) => callApi(as, "PATCH", `${members}/${colleague.userId}`, inTeam({ role }));
    expect((await change(colleague, "owner")).status).toBe(403);
    expect((await change(team, "manager")).status).toBe(200);
    expect(await sees()).toBe(2);
    expect((await invite(colleague, "x@example.net")).status).toBe(403);
    expect((await change(team, "admin")).status).toBe(200);
    expect((await invite(colleague, "x@example.net")).status).toBe(200);
    expect((await change(colleague, "owner")).body.error.code).toBe("forbidden");
    expect((await callApi(colleague, "DELETE", workspaces, inTeam({ name: "example.com" }))).status).toBe(403);
    expect((await callApi(team, "DELETE", `${members}/${colleague.userId}`, inTeam())).status).toBe(200);
    expect(await sees()).toBe(0);
    expect((await invite(colleague, "x@example.net")).status).toBe(404);
  });

  test("the last owner cannot leave; a member may", async () => {
    await join(colleague, "member");
    const leave = (person: Team) => callApi(person, "DELETE", `${members}/${person.userId}`, inTeam());
    expect((await leave(team)).body.error.code).toBe("last_owner");
    expect((await leave(colleague)).status).toBe(200);
  });

  test("whoever has the link sees the workspace's name and a masked address; anybody else's link is nothing", async () => {
    const { body } = await invite(team, "New.Person@Example.net", "manager");
    const look = async (token: unknown) => {
      const response = await fetch(`${theStack().apiUrl}/functions/v1/api/invitations/look`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await look(body.token)).toEqual({
      status: 200,
      body: { workspaceName: "example.com", email: "n•••@example.net", role: "manager" },
    });
    expect((await look(randomUUID())).status).toBe(404);
    expect((await look(7)).status).toBe(400);
    const accepted = await callApi(colleague, "POST", `${invitations}/accept`, { token: body.token });
    expect([accepted.status, accepted.body.error.code]).toEqual([403, "other_address"]);
    const { data } = await team.client.from("workspace_invitations").select("id").single();
    expect((await callApi(team, "DELETE", `${invitations}/${data?.id}`, inTeam())).status).toBe(200);
    expect((await look(body.token)).status).toBe(404);
  });
});

describe("the end of a workspace", () => {
  afterEach(() => simulatedFathom.clearFaults());

  test("its webhook goes from Fathom first; while Fathom is away nothing is deleted", async () => {
    const apiKey = await simulatedFathom.addUser(team.email);
    await callApi(team, "POST", "/fathom-integrations", inTeam({ apiKey, fathomUserEmail: team.email }));
    expect(await simulatedFathom.webhooks(team.email)).toHaveLength(1);
    await simulatedFathom.fault({ kind: "503", method: "DELETE" });
    const end = (name: string) => callApi(team, "DELETE", workspaces, inTeam({ name }));
    expect((await end("another name")).body.error.code).toBe("other_name");
    const away = await end("example.com");
    expect([away.status, away.body.error?.code]).toEqual([502, "fathom_away"]);
    const names = async () => (await team.client.from("workspaces").select("name")).data;
    expect(await names()).toEqual([{ name: "example.com" }]);
    await simulatedFathom.clearFaults();
    expect(await end("example.com")).toMatchObject({ status: 200, body: { status: "deleted", webhooksLeft: 0 } });
    expect(await names()).toEqual([]);
    expect(await simulatedFathom.webhooks(team.email)).toEqual([]);
    const made = await callApi(team, "POST", workspaces, { name: " Again " });
    expect(made.status).toBe(200);
    expect(await names()).toEqual([{ name: "Again" }]);
    expect((await callApi(team, "POST", workspaces, { name: "Twice" })).status).toBe(409);
  });

  test("a webhook that no key can remove any more is left, and is told of", async () => {
    const apiKey = await simulatedFathom.addUser(team.email);
    await callApi(team, "POST", "/fathom-integrations", inTeam({ apiKey, fathomUserEmail: team.email }));
    await simulatedFathom.revokeKey(team.email);
    const ended = await callApi(team, "DELETE", workspaces, inTeam({ name: "example.com" }));
    expect(ended).toMatchObject({ status: 200, body: { webhooksLeft: 1 } });
  });
});
