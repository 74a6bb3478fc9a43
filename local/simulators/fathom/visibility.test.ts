import { describe, expect, test } from "vitest";
import type { SharedWith } from "./records.ts";
import { simulate } from "./test-simulator.ts";
import type { Trigger } from "./webhook-schema.ts";

const recorded = async (wanted: { sharedWith?: SharedWith; people?: readonly string[]; by?: string }) => {
  const simulator = simulate();
  const keys = {
    ana: simulator.add("Ana"),
    bo: simulator.add("Bo"),
    mia: simulator.add("Mia", { team: "Management", accountAdmin: true }),
    fred: simulator.add("Fred", { email: "fred@example.org", team: undefined, outside: true }),
    olli: simulator.add("Olli", { email: "olli@example.net", outside: true, team: "Sales" }),
  };
  const end = () =>
    simulator.controls.endMeeting({
      recordedBy: wanted.by ?? "ana@example.com",
      sharedWith: wanted.sharedWith,
      sharedWithPeople: wanted.people && [...wanted.people],
    }).recordingId;
  return { ...simulator, keys, end };
};

describe("a key sees what its user can see:", () => {
  test.each([
    ["a private recording is its recorder's", { sharedWith: "no_teams" }, ["ana"]],
    ["one of the team is the team's", { sharedWith: "single_team" }, ["ana", "bo"]],
    ["one of all teams is the whole company's", { sharedWith: "all_teams" }, ["ana", "bo", "mia"]],
    ["one shared with a person is that person's", { people: ["mia@example.com"] }, ["ana", "mia"]],
  ] as const)("%s", async (_guarantee, wanted, whose) => {
    const simulator = await recorded(wanted);
    const id = simulator.end();
    await simulator.pass(3_600_000);
    for (const [name, key] of Object.entries(simulator.keys)) {
      const sees = whose.some((one) => one === name);
      expect(await simulator.idsOf(key, "recorded_by[]=ana@example.com"), name).toEqual(sees ? [id] : []);
      expect((await simulator.get(key, `/recordings/${id}/transcript`)).status, name).toBe(sees ? 200 : 404);
    }
  });

  test("one of another company only when its recorder is asked for", async () => {
    const { keys, end, pass, idsOf } = await recorded({ by: "olli@example.net", people: ["ana@example.com"] });
    const id = end();
    await pass(3_600_000);
    expect(await idsOf(keys.ana)).toEqual([]);
    expect(await idsOf(keys.ana, "recorded_by[]=olli@example.net")).toEqual([id]);
    expect(await idsOf(keys.bo, "recorded_by[]=olli@example.net")).toEqual([]);
  });

  test("a change counts from then on", async () => {
    const { controls, keys, end, pass, idsOf } = await recorded({ sharedWith: "all_teams" });
    const id = end();
    await pass(3_600_000);
    controls.setVisibility(id, "no_teams");
    expect(await idsOf(keys.bo)).toEqual([]);
    controls.setVisibility(id, "single_team");
    expect(await idsOf(keys.bo)).toEqual([id]);
    expect(await idsOf(keys.mia)).toEqual([]);
  });
});

describe("a webhook fires for what it is triggered for:", () => {
  const all: Trigger[] = [
    "my_recordings",
    "shared_external_recordings",
    "my_shared_with_team_recordings",
    "shared_team_recordings",
  ];
  const personal: Trigger[] = ["my_recordings", "shared_external_recordings"];

  test.each([
    ["a private one", {}, { ana: "my_recordings" }],
    [
      "one shared with a colleague",
      { people: ["bo@example.com"] },
      { ana: "my_recordings", bo: "shared_team_recordings" },
    ],
    [
      "one shared with somebody outside",
      { people: ["fred@example.org"] },
      { ana: "my_recordings", fred: "shared_external_recordings" },
    ],
    [
      "one of the team",
      { sharedWith: "single_team" },
      { ana: "my_shared_with_team_recordings", bo: "shared_team_recordings" },
    ],
    [
      "one of another company",
      { by: "olli@example.net", people: ["ana@example.com"] },
      { ana: "shared_external_recordings", olli: "my_recordings" },
    ],
  ] as const)("%s", async (_case, wanted, expected) => {
    const { controls, keys, webhook, end, pass } = await recorded(wanted);
    for (const [name, key] of Object.entries(keys)) {
      const triggers = name === "fred" ? personal : all;
      for (const trigger of triggers) {
        expect(
          (await webhook(key, [trigger], { destination_url: `https://example.com/${name}/${trigger}` })).status,
        ).toBe(201);
      }
    }
    end();
    await pass(3_600_000);
    const fired = controls.deliveries().map(({ url }) => url.replace("https://example.com/", ""));
    expect(fired.toSorted()).toEqual(
      Object.entries(expected)
        .map(([name, trigger]) => `${name}/${trigger}`)
        .toSorted(),
    );
  });
});
