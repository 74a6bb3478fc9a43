import { describe, expect, test } from "vitest";
import { createPipedriveSimulator } from "../../../../../local/simulators/pipedrive/simulator.ts";
import { createUnsharedLimiter } from "../call-limiter.ts";
import { createPipedrive } from "./provider.ts";

const { signal } = new AbortController();
const open = (losesAnswers = false) => {
  const { app, controls } = createPipedriveSimulator({ apiTokens: ["good-token"] });
  const crm = createPipedrive({
    baseUrl: "https://acme.pipedrive.com",
    apiToken: "good-token",
    fetch: async (input, init) => {
      const answer = await app.fetch(new Request(input, init));
      if (losesAnswers) throw new TypeError("the connection was lost");
      return answer;
    },
    limiter: createUnsharedLimiter(),
    now: () => new Date(),
    random: () => 0.5,
    sleep: async () => undefined,
  });
  return { crm, controls };
};

describe("searching people", () => {
  test("finds by a part of a name or of an address, with all addresses, for 20 tokens", async () => {
    const { crm, controls } = open();
    expect((await crm.searchPeople(" buyer ", signal)).data).toEqual([
      { id: "1001", name: "Ben Buyer", organization: "Globex", emails: ["ben.buyer@example.org"] },
    ]);
    expect(controls.tokensUsed()).toBe(20);
    const { data } = await crm.searchPeople("kim@example", signal);
    expect(data?.map(({ emails }) => emails)).toEqual([["kim.contact@example.org", "kim@example.net"]]);
  });

  test.each(["", " a ", "x".repeat(251), "a\u0000b"])("asks nothing for %j", async (term) => {
    const { crm, controls } = open();
    expect(await crm.searchPeople(term, signal)).toEqual({ data: [], error: null });
    expect(controls.requests()).toEqual([]);
  });

  test("gives twenty at most", async () => {
    const { crm, controls } = open();
    for (let number = 0; number < 30; number += 1) controls.addPerson({ name: `Same Name ${number}`, emails: [] });
    expect((await crm.searchPeople("same name", signal)).data).toHaveLength(20);
  });
});

describe("a person", () => {
  test("is read by id, for 1 token; one who was deleted is gone, and what is no id is asked for nowhere", async () => {
    const { crm, controls } = open();
    expect((await crm.readPerson("1001", signal)).data).toMatchObject({ id: "1001", name: "Ben Buyer" });
    expect(controls.tokensUsed()).toBe(1);
    controls.deletePerson(1001);
    expect((await crm.readPerson("1001", signal)).error).toMatchObject({ kind: "gone" });
    controls.clearRequests();
    expect((await crm.readPerson("../users/me", signal)).error).toMatchObject({ kind: "rejected" });
    expect(controls.requests()).toEqual([]);
  });

  test("is made with name and address, for 5 tokens", async () => {
    const { crm, controls } = open();
    const { data } = await crm.createPerson({ name: "Zoë New", email: "zoe.new@example.org" }, signal);
    expect(data).toMatchObject({ name: "Zoë New" });
    expect(controls.tokensUsed()).toBe(5);
    expect(controls.people().at(-1)).toMatchObject({
      name: "Zoë New",
      emails: [{ value: "zoe.new@example.org", primary: true }],
    });
  });

  test("whose making was not answered may exist: it is not made a second time", async () => {
    const { crm, controls } = open(true);
    const before = controls.people().length;
    expect((await crm.createPerson({ name: "A", email: "a@example.org" }, signal)).error).toMatchObject({
      kind: "uncertain",
    });
    expect(controls.people()).toHaveLength(before + 1);
  });
});
