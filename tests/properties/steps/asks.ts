import * as fc from "fast-check";
import * as z from "zod";
import { guestNames, guests } from "../world/guests.ts";
import { expectOk, type World } from "../world/world.ts";
import { pick, step } from "./step.ts";

interface Listed {
  id: string;
  candidates: { id: string }[] | null;
}

const outcomesOf = ({ stage, owner }: World, status: string | null): Promise<Listed[]> =>
  stage.sql<Listed[]>`
    select o.id, o.candidates from public.attendee_outcomes o join public.meetings m on m.id = o.meeting_id
    where o.workspace_id = ${owner.workspaceId} and o.status = coalesce(${status}, o.status)
    order by m.external_id, o.email, o.name`;

const number = fc.nat({ max: 9 });

export const lookAgain = number.map((number) =>
  step("ask: look again", `somebody asks to look for attendee ${number} again`, async (world) => {
    const outcome = pick(await outcomesOf(world, null), number);
    if (outcome) await expectOk(world.stage.database.rpc("log_attendee_again", { outcome: outcome.id }));
  }),
);

export const choose = fc.tuple(number, number).map(([number, candidate]) =>
  step(
    "ask: this one it is",
    `somebody chooses candidate ${candidate} of ambiguous attendee ${number}`,
    async (world) => {
      const outcome = pick(await outcomesOf(world, "ambiguous"), number);
      const person = pick(outcome?.candidates ?? [], candidate);
      if (!outcome || !person) return;
      const { owner, stage } = world;
      await expectOk(
        stage.database.rpc("choose_person", { outcome: outcome.id, chooser: owner.userId, person: person.id }),
      );
    },
  ),
);

export const replayEvent = number.map((number) =>
  step("ask: replay an event", `somebody replays event ${number}`, async (world) => {
    const delivery = pick(world.deliveries, number);
    if (delivery) await expectOk(world.stage.database.rpc("replay_event", { event: delivery.eventId }));
  }),
);

const repliesSchema = z.object({ running: z.int(), next: z.record(z.string(), z.string()).nullable() });

/**
 * Replays all of the workspace's that are in one of these states, a few at a time. Returns how many were passed over because
 * somebody is at them.
 */
export const replayAll = async ({ stage, owner }: World, states: string[]): Promise<number> => {
  let next: Record<string, string> | null = {};
  let passedOver = 0;
  while (next !== null) {
    const asked = stage.database.rpc("replay_events", {
      workspace: owner.workspaceId,
      filter: { states, ...next },
      max_events: 3,
    });
    const answer = repliesSchema.parse(await expectOk(asked));
    passedOver += answer.running;
    next = answer.next;
  }
  return passedOver;
};

export const replayEvents = fc
  .subarray(["dead", "unreadable", "retrying", "processed"], { minLength: 1 })
  .map((states) =>
    step("ask: replay events", `somebody replays all that are ${states.join(" or ")}`, async (world) => {
      await replayAll(world, states);
    }),
  );

export const connectAgain = fc.constant(
  step("ask: connect", "somebody enters the API token again", (world) => world.connect()),
);

/** Makes it so that notes are written, or only that it is said whom they would be on. */
export const setDryRun = async ({ stage, owner, had }: World, dryRun: boolean): Promise<void> => {
  if (dryRun) had.dryRun = true;
  await stage.sql`update public.workspace_settings set dry_run = ${dryRun} where workspace_id = ${owner.workspaceId}`;
};

export const changeDryRun = fc
  .boolean()
  .map((dryRun) =>
    step("ask: dry run", `somebody turns the dry run ${dryRun ? "on" : "off"}`, (world) => setDryRun(world, dryRun)),
  );

const erasedSchema = z.object({
  outcome: z.string(),
  notes: z.array(z.object({ personId: z.string(), noteId: z.string().nullable() })).default([]),
});

export const erase = fc
  .record({
    name: fc.constantFrom(...guestNames.filter((name) => guests[name].email !== null)),
    deleteNotes: fc.boolean(),
  })
  .map(({ name, deleteNotes }) =>
    step("ask: erase", `somebody has ${name} erased${deleteNotes ? ", with their notes" : ""}`, async (world) => {
      const { outcome, notes } = erasedSchema.parse(
        await expectOk(
          world.stage.database.rpc("erase_person", {
            workspace: world.owner.workspaceId,
            email: guests[name].email ?? "",
            requester: world.owner.userId,
            delete_notes: deleteNotes,
          }),
        ),
      );
      world.tell(`    ${outcome}`);
      for (const { personId, noteId } of notes) {
        world.had.erased.add(personId);
        if (deleteNotes && noteId !== null) world.had.doomedNotes.add(noteId);
      }
    }),
  );
