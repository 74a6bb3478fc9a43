import { noteReference } from "../../../supabase/functions/_shared/meetings/note.ts";
import type { Books } from "../world/books.ts";
import { isInternal } from "../world/guests.ts";
import type { World } from "../world/world.ts";

type Outcome = Books["outcomes"][number];

const describe = ({ email, name, status, reason }: Outcome): string => `${email ?? name} (${status}, ${reason})`;

/** Each attendee has an outcome that says why, and one who has a note has one that was made for them. */
export const outcomesWrong = ({ crm, had }: World, { outcomes }: Books): string[] => {
  const made = new Map(crm.created.map((note) => [note.id, note]));
  const wrongIn = ({ status, reason, error, noteId, personId, leader, email }: Outcome): string | null => {
    if (status === "pending") return "has no outcome";
    if (reason === "erased") return null;
    if ((status === "skipped_internal") !== isInternal({ email })) return "is one of ours, or is not";
    if (status === "failed" && (reason === null || error === null)) return "does not say why";
    if (status !== "note_added") return noteId === null ? null : "has a note all the same";
    const note = made.get(noteId ?? "");
    if (!note) return `note ${noteId} was never made`;
    if (note.reference !== noteReference(leader)) return `note ${noteId} is another conversation's`;
    // Of two persons who became one, either may be named.
    return note.personId === personId || had.merge ? null : `note ${noteId} is on person ${note.personId}`;
  };
  return outcomes.flatMap((outcome) => {
    const wrong = wrongIn(outcome);
    return wrong === null ? [] : [`${describe(outcome)}: ${wrong}`];
  });
};

const forWantOfConnection = new Set(["crm_not_connected", "crm_unauthorized", "gave_up"]);

/** Once somebody has connected the CRM again, nobody waits for that any more. */
export const outcomesUnconnected = ({ outcomes }: Books): string[] =>
  outcomes.flatMap((outcome) =>
    outcome.status === "failed" && forWantOfConnection.has(outcome.reason ?? "")
      ? [`${describe(outcome)}: was not tried again`]
      : [],
  );

/** Once nothing hinders any more: everybody's outcome is what the CRM says of them. */
export const outcomesNotOfTheCrm = ({ crm }: World, { outcomes, people }: Books): string[] => {
  const living = new Set(crm.people().map(({ id }) => String(id)));
  const known = new Map(people.map((person) => [person.email, person]));
  const expectedOf = (email: string | null): string => {
    if (email === null) return "not_found";
    const remembered = known.get(email);
    if (remembered && living.has(remembered.personId)) return "note_added";
    // Whom a person chose is never searched for.
    if (remembered?.isChosen) return "failed";
    const found = crm.people().filter(({ emails }) => emails.some(({ value }) => value.toLowerCase() === email));
    return found.length === 0 ? "not_found" : found.length === 1 ? "note_added" : "ambiguous";
  };
  return outcomes.flatMap((outcome) => {
    const { email, status, reason } = outcome;
    if (status === "note_added" || status === "skipped_internal" || reason === "erased") return [];
    const expected = expectedOf(email);
    return status === expected ? [] : [`${describe(outcome)}: should be ${expected}`];
  });
};
