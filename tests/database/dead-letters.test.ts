import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alertsOf } from "../support/alerts.ts";
import { type TestConnection, addConnection } from "../support/connection.ts";
import { type Mill, createMill, newMeeting } from "../support/mill.ts";
import { addIntegration, claim } from "../support/seed.ts";
import { type TestDatabase, createTestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let connection: TestConnection;
let mill: Mill;
let integration: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.sql`delete from public.workspaces`;
  connection = await addConnection(database.sql);
  integration = await addIntegration(database.sql, connection, `rep-${connection.id}@example.com`);
  mill = createMill(database.sql, integration);
});
afterAll(() => database.drop());

const alerts = async () =>
  (await alertsOf(database.sql, connection.workspaceId)).map(({ kind, count }) => `${kind} ${count}`).toSorted();
const failuresInRow = async () =>
  (await database.sql`select failures_in_row from public.fathom_integrations where id = ${integration}`)[0]?.[
    "failures_in_row"
  ];
const buryStore = async () => {
  await mill.deliver(newMeeting());
  const [job] = await claim(database.sql, 1);
  await database.sql`select public.bury_job(${job?.id ?? ""}, ${job?.lease_token ?? ""}, 'unexpected: TypeError')`;
};

describe("what could not be logged is worth an alert", () => {
  test("a delivery that nobody can read", async () => {
    await mill.deliver();
    await mill.drain("note_added");
    expect(await alerts()).toEqual(["dead_letter 1"]);
  });

  test("a delivery that was given up, and a meeting that was", async () => {
    await buryStore();
    expect(await alerts()).toEqual(["dead_letter 1"]);
    await mill.deliver(newMeeting());
    await mill.drain("dead");
    expect(await alerts()).toEqual(["dead_letter 2"]);
  });

  test("each attendee whom the CRM refused for good", async () => {
    await mill.deliver(newMeeting());
    await mill.drain("failed");
    expect(await alerts()).toEqual(["dead_letter 2"]);
  });

  test("who was not found, and what is tried again, are none", async () => {
    await mill.deliver(newMeeting());
    await mill.drain("not_found");
    await mill.deliver(newMeeting());
    await mill.drain("retry");
    expect(await alerts()).toEqual([]);
  });

  test.each(["crm_unauthorized", "crm_payment_required"])(
    "a connection that does not work has an alert of its own (%s)",
    async (reason) => {
      await mill.deliver(newMeeting());
      await mill.turn(() => "note_added", 1);
      const [job] = await claim(database.sql, 1);
      const [outcome] = await database.sql`select id from public.attendee_outcomes limit 1`;
      const saved = JSON.stringify({ account: "acme", outcomes: [{ id: outcome?.["id"], status: "failed", reason }] });
      await database.sql`select public.save_outcomes(${job?.id ?? ""}, ${job?.lease_token ?? ""}, ${saved}::text::jsonb)`;
      await connection.report({ broken: true });
      expect(await alerts()).toEqual(["connection_failing 1"]);
    },
  );
});

describe("a source whose deliveries fail", () => {
  test("the third in a row is worth one alert, whether it could not be read or not be stored", async () => {
    await mill.deliver();
    await mill.drain("note_added");
    await buryStore();
    expect([await failuresInRow(), await alerts()]).toEqual([2, ["dead_letter 2"]]);
    for (let index = 0; index < 3; index++) {
      await mill.deliver();
      await mill.drain("note_added");
    }
    expect([await failuresInRow(), await alerts()]).toEqual([5, ["dead_letter 5", "source_failing 1"]]);
  });

  test("one that is stored begins anew, also when it leads to nobody", async () => {
    for (let round = 0; round < 3; round++) {
      await buryStore();
      await buryStore();
      await mill.deliver(newMeeting({ attendees: [] }));
      await mill.drain("note_added");
      expect(await failuresInRow()).toBe(0);
    }
    expect(await alerts()).toEqual(["dead_letter 6"]);
  });

  test("a meeting that cannot be logged is not the source's fault", async () => {
    for (let round = 0; round < 4; round++) {
      await mill.deliver(newMeeting());
      await mill.drain("dead");
    }
    expect([await failuresInRow(), await alerts()]).toEqual([0, ["dead_letter 4"]]);
  });
});
