import * as fc from "fast-check";
import { guestNames, guests } from "../world/guests.ts";
import { faultKinds } from "../world/weather.ts";
import type { World } from "../world/world.ts";
import { pick, step } from "./step.ts";

export const fault = fc
  .record({
    kind: fc.constantFrom(...faultKinds),
    of: fc.constantFrom("any call" as const, "searches" as const, "writes" as const),
    times: fc.constantFrom(1, 1, 2, 5, 1000),
  })
  .map((weather) =>
    step(`CRM: ${weather.kind}`, `the CRM: ${weather.kind}, ${weather.times} x ${weather.of}`, async ({ crm }) =>
      crm.weather.add(weather),
    ),
  );

export const clearUp = fc.constant(
  step("CRM: all well", "the CRM is well again", async ({ crm }) => crm.weather.clear()),
);

const number = fc.nat({ max: 9 });

export const deletePerson = number.map((number) =>
  step("CRM: a person is deleted", `person ${number} is deleted in the CRM`, async ({ crm }) => {
    const person = pick(crm.people(), number);
    if (person) crm.deletePerson(person.id);
  }),
);

export const mergePeople = fc.tuple(number, number).map(([one, other]) =>
  step("CRM: two persons are merged", `person ${one} becomes part of person ${other} in the CRM`, async (world) => {
    const { crm, had } = world;
    const [from, into] = [pick(crm.people(), one), pick(crm.people(), other)];
    if (!from || !into || from.id === into.id) return;
    had.merge = true;
    await crm.mergePeople(from.id, into.id);
  }),
);

export const addContact = fc.constantFrom(...guestNames).map((name) =>
  step("CRM: a contact is created", `${name} becomes a contact in the CRM`, async ({ crm }) => {
    const { name: fullName, email } = guests[name];
    if (email !== null) crm.addPerson({ name: fullName, emails: [email] });
  }),
);

/** Only of notes whose id is known: of one whose answer was lost nobody can tell that it ever was. */
const knownNotes = async ({ stage, owner, crm }: World): Promise<string[]> => {
  const rows = await stage.sql<{ id: string }[]>`
    select distinct crm_note_id as id from public.attendee_outcomes
    where workspace_id = ${owner.workspaceId} and status = 'note_added'`;
  const known = new Set(rows.map(({ id }) => id));
  return crm.notes().flatMap(({ id }) => (known.has(id) ? [id] : []));
};

export const deleteNote = number.map((number) =>
  step("CRM: a note is deleted", `note ${number} is deleted in the CRM`, async (world) => {
    const note = pick(await knownNotes(world), number);
    if (note !== undefined) await world.crm.deleteNote(note);
  }),
);
