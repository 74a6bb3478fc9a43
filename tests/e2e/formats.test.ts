import { beforeAll, describe, expect, test } from "vitest";
import { fixtureText } from "../support/fixtures.ts";
import { type Team, createTeam, postUnsigned, makeToken } from "../support/team.ts";
import { eventOf, waitForOutcomes } from "../support/wait.ts";

let team: Team;
let token: string;

beforeAll(async () => {
  team = await createTeam();
  token = await makeToken(team);
});

const ben = { email: "ben.buyer@example.org", status: "note_added" };

describe("every format ends as the same kind of meeting", () => {
  const byEmail = (text: string) => text.replaceAll("ana.host@example.com", team.email);
  const signed: [string, string, string, string][] = [
    ["today's API body", "02", "171112002", "Renewal review — Globex"],
    ["the old flat body in an array, with its misspelt keys", "40", "58290001", "Closing call"],
    ["the nested body in an array", "42", "12345", "Sales call"],
    ["an impromptu call without a calendar event", "04", "171112004", "Impromptu Google Meet Meeting"],
    ["an hour's transcript", "14", "171112014", "Workshop (about 1 hour)"],
  ];
  test.each(signed)("%s, signed and resolved by its e-mail", async (_, fixture, externalId, title) => {
    const { status, body } = await team.deliver(byEmail(fixtureText(fixture)));
    expect(status).toBe(202);
    await expect
      .poll(() => eventOf(team, { body }), { timeout: 15_000 })
      .toMatchObject({ state: "processed", error: null });
    const { data } = await team.client.from("meetings").select("title, source").eq("external_id", externalId);
    expect(data).toEqual([{ title, source: "fathom" }]);
  });

  test("wrapped as a JSON string under data: the same meeting as the nested body, not a second one", async () => {
    await team.deliver(byEmail(fixtureText("43")));
    const outcomes = await waitForOutcomes(team, "12345");
    expect(outcomes).toMatchObject([ben]);
    expect((await team.client.from("meetings").select("id").eq("external_id", "12345")).data).toHaveLength(1);
  });

  test("an array of two meetings is two meetings from one event", async () => {
    const { body } = await team.deliver(byEmail(fixtureText("71")));
    await Promise.all(["171112710", "171112711"].map((id) => waitForOutcomes(team, id)));
    const { data } = await team.client
      .from("meeting_events")
      .select("meetings(external_id)")
      .eq("event_id", body.event_id ?? "");
    expect(data?.map(({ meetings }) => meetings.external_id).toSorted()).toEqual(["171112710", "171112711"]);
  });

  test("the plain Zapier body, which names no user, by its token", async () => {
    const { status, body } = await postUnsigned(fixtureText("73"), `?token=${token}`);
    expect(status).toBe(202);
    const meetings = async () =>
      (
        await team.client
          .from("meeting_events")
          .select("meetings(external_id, user_id, started_at)")
          .eq("event_id", body.event_id ?? "")
      ).data;
    await expect
      .poll(meetings, { timeout: 10_000 })
      .toMatchObject([{ meetings: { user_id: team.userId, started_at: null } }]);
    const externalId = (await meetings())?.[0]?.meetings.external_id ?? "";
    const outcomes = await waitForOutcomes(team, externalId);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes.every(({ status }) => status !== "failed")).toBe(true);
  });
});
