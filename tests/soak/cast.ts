import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import type { Invitee } from "../support/conversation.ts";
import type { Random } from "./random.ts";

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const customers = range(40).map((number) => ({
  name: `Customer ${number}`,
  emails: [`customer-${number}@example.org`, `customer-${number}@example.net`],
}));
const twins = range(5).map((number) => ({ name: `Twin ${number}`, emails: [`twin-${number}@example.org`] }));

/** The people of the CRM: customers with two addresses each, and twins who share one. */
export const settle = (controls: PipedriveControls): void => {
  for (const person of [...customers, ...twins, ...twins]) controls.addPerson(person);
};

let strangers = 0;

const external = (name: string, email: string | null, outcome: Invitee["outcome"]): Invitee => ({
  name,
  email,
  isExternal: true,
  outcome,
});

const someone = (random: Random): Invitee => {
  const dice = random.next();
  if (dice < 0.08) return external(`Stranger ${++strangers}`, `stranger-${strangers}@example.net`, "not_found");
  if (dice < 0.16) return external(`Caller ${++strangers}`, null, "not_found");
  if (dice < 0.24) {
    const { name, emails } = random.pick(twins);
    return external(name, emails[0] ?? null, "ambiguous");
  }
  const { name, emails } = random.pick(customers);
  return external(name, random.pick(emails), "note_added");
};

/** Who is in a conversation: its recorder and up to four others, none of them twice. */
export const cast = (random: Random, recorder: string): Invitee[] => {
  const host: Invitee = { name: "Host", email: recorder, isExternal: false, outcome: "skipped_internal" };
  const others = range(Math.floor(random.between(0, 5))).map(() => someone(random));
  const known = new Map([host, ...others].map((invitee) => [invitee.email ?? invitee.name, invitee]));
  return [...known.values()];
};
