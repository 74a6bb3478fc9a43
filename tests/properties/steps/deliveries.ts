import * as fc from "fast-check";
import { bodyOf, type Content } from "../world/talks.ts";
import { expectOk, type World } from "../world/world.ts";
import { pick, step } from "./step.ts";

const send = async (world: World, id: string, body: string, contents: Content[]): Promise<void> => {
  const [taken] =
    (await expectOk(
      world.stage.database.rpc("receive_webhook", {
        event_source: "fathom",
        delivery: id,
        integration: world.integrationId,
        proven_by: "signature",
        event_headers: {},
        body,
        body_bytes: body.length,
      }),
    )) ?? [];
  if (!taken) throw new Error("a delivery was not answered");
  const known = world.deliveries.find((delivery) => delivery.id === id);
  if (taken.is_duplicate !== (known !== undefined) || (known && known.eventId !== taken.event_id)) {
    throw new Error(`delivery ${id} was ${taken.is_duplicate ? "" : "not "}taken for a duplicate`);
  }
  if (!known) world.deliveries.push({ id, eventId: taken.event_id, body, contents });
};

const newId = (world: World): string => `msg_${world.owner.workspaceId.slice(0, 8)}_${world.deliveries.length}`;

const contentArb = fc.record({
  talk: fc.nat({ max: 3 }),
  guestCount: fc.integer({ min: 1, max: 5 }),
  hasSummary: fc.boolean(),
});

const describe = ({ talk, guestCount, hasSummary }: Content): string =>
  `talk ${talk} (${guestCount} guests${hasSummary ? ", summary" : ""})`;

/** A delivery of one talk, or of two at once. */
export const deliver = fc.array(contentArb, { minLength: 1, maxLength: 2 }).map((contents) =>
  step("deliver", `deliver ${contents.map(describe).join(" and ")}`, async (world) => {
    const resolved = contents.map((content) => ({ ...content, talk: content.talk % world.talks.length }));
    const bodies = resolved.map((content) => bodyOf(world.talks, content, world.owner.email));
    await send(world, newId(world), JSON.stringify(bodies.length === 1 ? bodies[0] : bodies), resolved);
  }),
);

export const deliverAgain = fc.nat({ max: 9 }).map((number) =>
  step("deliver a copy", `deliver a copy of delivery ${number}`, async (world) => {
    const delivery = pick(world.deliveries, number);
    if (delivery) await send(world, delivery.id, delivery.body, delivery.contents);
  }),
);

export const deliverNonsense = fc.constant(
  step("deliver nonsense", "deliver what nobody can read", (world) =>
    send(world, newId(world), JSON.stringify({ hello: world.deliveries.length }), []),
  ),
);

export const turnQueueRound = fc.constant(
  step("turn the queue round", "turn the queue round", async ({ stage, owner }) => {
    await stage.sql`
      update private.jobs j set run_at = o.run_at from (
        select id, now() - row_number() over (order by run_at, id) * interval '1 ms' as run_at from private.jobs
        where workspace_id = ${owner.workspaceId} and state = 'queued' and run_at <= now()) o
      where o.id = j.id`;
  }),
);
