import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addIntegration, meetingJson, storeMeeting } from "../support/seed.ts";
import { type TestDatabase, addUser, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let workspaceId: string;
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = await addUser(database.sql, "ana.host@example.com");
  ({ workspaceId } = owner);
  integration = await addIntegration(database.sql, owner, "ana.host@example.com");
});
afterAll(() => database.drop());

const ana = {
  name: "Ana Host",
  email: "ana.host@example.com",
  isExternal: false,
  status: "skipped_internal",
  reason: "recorder",
};

/** What becomes of a text and of what somebody said when a person of this name and address is erased. */
const erased = async (name: string | null, email: string, summary: string, speaker: string = name ?? email) => {
  const person = { name, email, isExternal: true, status: "not_found", reason: "no_person" };
  const transcript = [
    { speaker, email: null, text: "What was said.", atSeconds: 1 },
    { speaker: "Ana Host", email: null, text: summary, atSeconds: 2 },
  ];
  const { meetingId } = await storeMeeting(
    database.sql,
    integration,
    meetingJson(randomUUID(), { title: "Talk", summary, transcript, attendees: [person, ana] }),
  );
  await database.sql`delete from private.jobs`;
  await database.sql`select public.erase_person(${workspaceId}, ${email}, null, false)`;
  const [meeting] = await database.sql`select title, summary, transcript from public.meetings where id = ${meetingId}`;
  const rows = await database.sql`select email from public.attendee_outcomes where meeting_id = ${meetingId}`;
  expect(rows.map((row) => row["email"]).toSorted()).toEqual(["ana.host@example.com", null]);
  const [theirs, others] = meeting?.["transcript"] ?? [];
  expect(meeting?.["title"]).toBe("Talk");
  expect(others).toEqual({ ...transcript[1], text: meeting?.["summary"] });
  return { summary: meeting?.["summary"], said: theirs.text };
};

const gone = "[erased]";

describe("a name is found as a person writes it", () => {
  test.each([
    [
      "Ben Buyer",
      "Ben, BEN and Ben's; BEN BUYER, ben buyer, Ben  Buyer, Ben\nBuyer, Ben\u00a0Buyer. benbuyer, Benjamin, ben.",
      "ERASED, ERASED and ERASED's; ERASED, ERASED, ERASED, ERASED, ERASED. benbuyer, Benjamin, ben.",
    ],
    ["ben buyer", "Ben and Buyer, BEN. A buyer.", "ERASED and ERASED, ERASED. A buyer."],
    ["Buyer, Ben", "Ben Buyer", "ERASED ERASED"],
    ["O'Neil", "O'Neil, O’Neil and O'NEIL's; Neil.", "ERASED, ERASED and ERASED's; Neil."],
    ["Siân O’Neil", "Sian, Siân O'Neil", "Sian, ERASED"],
    ["Jean-Luc Picard", "Jean-Luc, Jean, Picard", "ERASED, Jean, ERASED"],
    ["(Bob)", "(Bob) and Bob, Bobby", "(ERASED) and ERASED, Bobby"],
    ["Ben (Globex)", "Ben of Globex", "ERASED of Globex"],
    ["Ludwig van Beethoven", "Ludwig in a van, van Beethoven", "ERASED in a van, van ERASED"],
    ["Bo", "Bo, about Bo. BO Bob", "ERASED, about ERASED. ERASED Bob"],
    ["Bo Li", "bo li, a list of Li", "ERASED, a list of ERASED"],
    ["McDonald", "McDonald, MCDONALD, Mcdonald", "ERASED, ERASED, ERASED"],
    ["Zoë Łukasz", "ZOË ŁUKASZ, zoë łukasz, Zoë, aŁukasz, Łukaszowi", "ERASED, ERASED, ERASED, aŁukasz, Łukaszowi"],
    ["Zoe\u0308 Muster", "Zo\u00eb Muster and Zoe\u0308", "ERASED and ERASED"],
    ["Ольга Петрова", "ольга петрова, Ольга", "ERASED, ERASED"],
    ["田中太郎", "和田中太郎さん", "和ERASEDさん"],
    ["प्रिया शर्मा", "प्रिया ने कहा", "ERASED ने कहा"],
    ["Ben.Buyer@Example.org", "Ben.Buyer@example.org, Ben, Example", "erased, Ben, Example"],
  ])("%s", async (name, text, expected) => {
    const { summary, said } = await erased(name, `ben.buyer@example.org`, text);
    expect([summary, said]).toEqual([expected.replaceAll("ERASED", "Erased person"), gone]);
  });
});

describe("a name that is more than a name changes as little as can be", () => {
  test.each([
    ["A", "A plan, an idea, a b A."],
    ["%", "100 % and 7 %."],
    ["\\m", "the \\m and the m"],
    [".*", "Everything. *"],
    ["[a-z]+", "abc [a-z]+"],
    ["$1 \\1", "Costs $10 \\10"],
    ["(?i)x", "x (?i) X"],
  ])("%s", async (name, text) => {
    const { summary, said } = await erased(name, "odd@example.org", text);
    expect([summary, said]).toEqual([text, gone]);
  });

  test.each([
    ["Will", "Will will; I will. willing", "Erased person will; I will. willing"],
    ["Art", "Art, party, start, art", "Erased person, party, start, art"],
    [
      "May Hope",
      "may hope; we may hope. We hope that May may.",
      "Erased person; we Erased person. We hope that Erased person may.",
    ],
  ])("%s", async (name, text, expected) => {
    expect((await erased(name, "common@example.org", text)).summary).toBe(expected);
  });
});

describe("whose words they were", () => {
  test.each([
    ["Ben Buyer", "ben  buyer", gone],
    ["Ben Buyer", "Ben Buyer (Globex)", gone],
    ["Ben Buyer", "Ben", gone],
    ["Ben Buyer", "Ben Buyer's iPhone", gone],
    ["Ben Buyer", "Benjamin", "What was said."],
    ["Ana Buyer", "Ana", "What was said."],
    ["Host", "Host", gone],
    ["A", "a", gone],
    ["李", "李", gone],
  ])("of %s, who speaks as %s: %s", async (name, speaker, expected) => {
    expect((await erased(name, "ben.buyer@example.org", "x", speaker)).said).toBe(expected);
  });
});

describe("an address is found as it is written, and only whole", () => {
  test.each([
    [
      "a.b+c@x",
      "A.B+C@X, a.b+c@x. <a.b+c@x> _a.b+c@x_ (mailto:a.b%2Bc%40x)",
      "erased, erased. <erased> _erased_ (mailto:erased)",
    ],
    ["b.c@x.io", "aXb.c@x.io, b.c@x.io.uk, a.b.c@x.io, bXc@x.io, b.c@xXio", null],
    ["o'neil@example.org", "o'neil@example.org, O'NEIL@EXAMPLE.ORG. 'o'neil@example.org'", "erased, erased. 'erased'"],
    ["jörg@exämple.org", "JÖRG@EXÄMPLE.ORG, j%C3%B6rg@ex%c3%a4mple.org", "erased, erased"],
    ["%@example.org", "%@example.org, b@example.org", "erased, b@example.org"],
    ["_@example.org", "_@example.org, b@example.org", "erased, b@example.org"],
    ["\\m@example.org", "\\m@example.org, m@example.org", "erased, m@example.org"],
    ["(bob)@example.org", "(bob)@example.org, bob@example.org", "erased, bob@example.org"],
    ["李@example.org", "邮箱李@example.org请", "邮箱erased请"],
  ])("%s", async (email, text, expected) => {
    expect((await erased(null, email, text)).summary).toBe(expected ?? text);
  });
});
