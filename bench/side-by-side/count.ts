import { summaryOf } from "../../tests/support/conversation.ts";
import type { PipedriveControls } from "../../local/simulators/pipedrive/controls.ts";
import type { Planned } from "./load.ts";

/** What of the notes came out. Everything but `right` is a fault that somebody finds later, or never. */
export interface Count {
  expected: number;
  /** One note on the person, of the meeting. */
  right: number;
  /** A second note on the same person of the same meeting, and each further one. */
  duplicates: number;
  /** No note where there must be one. */
  lost: number;
  /** On somebody who was not there. */
  wrong: number;
}

/** Holds the notes of the CRM against what was sent. */
export const countNotes = (controls: PipedriveControls, load: Planned[]): Count => {
  const emails = new Map(controls.people().map(({ id, emails }) => [id, emails[0]?.value ?? ""]));
  const written = new Map<string, number>();
  for (const { person_id: personId, content } of controls.notes()) {
    const meeting = load.find(({ recordingId }) => content.includes(summaryOf({ recordingId })));
    const key = `${meeting?.recordingId} ${emails.get(personId ?? 0)}`;
    written.set(key, (written.get(key) ?? 0) + 1);
  }
  const expected = load.flatMap(({ recordingId, noteOn }) => noteOn.map((email) => `${recordingId} ${email}`));
  const known = new Set(expected);
  return {
    expected: known.size,
    right: expected.filter((key) => written.get(key) === 1).length,
    duplicates: expected.reduce((sum, key) => sum + Math.max(0, (written.get(key) ?? 0) - 1), 0),
    lost: expected.filter((key) => !written.has(key)).length,
    wrong: [...written.keys()].filter((key) => !known.has(key)).length,
  };
};
