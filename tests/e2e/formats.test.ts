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

const form = { "content-type": "application/x-www-form-urlencoded" };
const plainText = { "content-type": "text/plain; charset=utf-8" };
const ben = { email: "ben.buyer@example.org", status: "note_added" };

describe("every format ends as the same kind of meeting", () => {
  const byEmail = (text: string) => text.replaceAll(/ana\.host@example\.com/gi, team.email);
  const signed: [string, string, string, string][] = [
    ["today's API body", "02", "171112002", "Renewal review — Globex"],
    ["the old flat body in an array, with its misspelt keys", "40", "58290001", "Closing call"],
    ["the nested body in an array", "42", "12345", "Sales call"],
    ["an impromptu call without a calendar event", "04", "171112004", "Impromptu Google Meet Meeting"],
    ["the flat body with joined line items, odd dates and lengths", "41", "58297096", "Renewal — Łódź office"],
    ["the summary alone", "45", "58290045", "Rollout and price"],
    ["a copied transcript within a body", "50", "abcDEF-ExampleCopy-50", "Rollout check-in"],
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

  test("wrapped as a JSON string under data or transcript: the same meeting as the nested body, not a second one", async () => {
    await team.deliver(byEmail(fixtureText("43")));
    const { body } = await team.deliver(byEmail(fixtureText("44")));
    await expect.poll(() => eventOf(team, { body }), { timeout: 15_000 }).toMatchObject({ state: "processed" });
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

  test("a form, signed and resolved by its e-mail; what is kept is its JSON", async () => {
    const text = fixtureText("52").replaceAll("ana.host%40example.com", encodeURIComponent(team.email));
    const { status, body } = await team.deliver(text, { headers: form });
    expect(status).toBe(202);
    const outcomes = await waitForOutcomes(team, "58290052");
    expect(outcomes.map(({ name, email }) => [name, email])).toEqual([
      ["Ben Buyer", "ben.buyer@example.org"],
      ["Pat Twin", "pat.twin@example.net"],
    ]);
    expect((await eventOf(team, { body }))?.payload).toMatchObject({
      meeting_title: "Intro & demo ☕",
      meeting_invitees_name: ["Ben Buyer", "Pat Twin"],
    });
  });

  test("a copied transcript as text, by a token", async () => {
    const { status } = await postUnsigned(fixtureText("49"), `?token=${token}`, plainText);
    expect(status).toBe(202);
    expect(await waitForOutcomes(team, "abcDEF-ExampleCopy-49")).toMatchObject([ben]);
  });

  test("several calls told by topic, the last first: one meeting with the title, the summary and both action items", async () => {
    const second = fixtureText("47").replace("Send the proposal", "Book a follow-up");
    for (const text of [fixtureText("48"), fixtureText("47"), second, fixtureText("46"), fixtureText("47")]) {
      const { body } = await postUnsigned(text, `?token=${token}`);
      await expect.poll(() => eventOf(team, { body }), { timeout: 15_000 }).toMatchObject({ state: "processed" });
    }
    const { data } = await team.client
      .from("meetings")
      .select("title, summary, action_items")
      .eq("external_id", "abcDEF-ExampleTopic-46");
    expect(data).toMatchObject([
      {
        title: "Demo for Example Org",
        summary: "The demo went well. Next: a proposal.",
        action_items: [{ description: "Send the proposal" }, { description: "Book a follow-up" }],
      },
    ]);
  });

  test("an action item of its own is added to the meeting of its summary", async () => {
    await team.deliver(byEmail(fixtureText("45")));
    const { body } = await team.deliver(byEmail(fixtureText("51")));
    await expect.poll(() => eventOf(team, { body }), { timeout: 15_000 }).toMatchObject({ state: "processed" });
    const { data } = await team.client.from("meetings").select("action_items").eq("external_id", "58290045");
    expect(data).toMatchObject([{ action_items: [{ description: "Send the price list" }] }]);
  });
});

describe("what is authentic and no meeting is kept with a reason", () => {
  test.each<[string, string, Record<string, string>]>([
    ["text", 'Hello, "world" \\ \u0000', plainText],
    ["a form", "hello=world&a=%00", form],
    ["a form that is no form", "%%%", form],
  ])("%s", async (_, text, headers) => {
    const { status, body } = await postUnsigned(text, `?token=${token}`, headers);
    expect(status).toBe(202);
    await expect
      .poll(() => eventOf(team, { body }), { timeout: 15_000 })
      .toMatchObject({ state: "unreadable", error: expect.stringMatching(/^unknown_shape: .+/) });
  });
});

test("a multipart form is refused with a sentence that says what to send", async () => {
  const { status, body } = await postUnsigned("--x", `?token=${token}`, {
    "content-type": "multipart/form-data; boundary=x",
  });
  expect(status).toBe(400);
  expect(body.error?.message).toMatch(/as JSON/);
});
