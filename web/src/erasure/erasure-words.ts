const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a person was removed from, in words. */
export const removedFrom = (meetings: number, attendees: number, deliveries: number): string =>
  `${counted(meetings, "meeting", "meetings")}, ${counted(attendees, "attendee line", "attendee lines")} and ${counted(deliveries, "delivery", "deliveries")}`;

interface NoteCounts {
  notes: number;
  notes_to_delete: number;
  notes_deleted: number;
  notes_failed: number;
}

/** What became of the notes about the person in the CRM, as a sentence. */
export const notesSentence = ({ notes, notes_to_delete, notes_deleted, notes_failed }: NoteCounts): string => {
  if (notes === 0) return "There was no note about them in Pipedrive.";
  if (notes_to_delete === 0)
    return notes === 1
      ? "Their note in Pipedrive was left there."
      : `Their ${notes} notes in Pipedrive were left there.`;
  const waiting = notes_to_delete - notes_deleted - notes_failed;
  if (waiting > 0) return `${notes_deleted} of ${counted(notes_to_delete, "note", "notes")} deleted so far.`;
  const deleted = `${counted(notes_deleted, "note", "notes")} deleted in Pipedrive.`;
  return notes_failed === 0
    ? deleted
    : `${deleted} ${counted(notes_failed, "note", "notes")} could not be deleted: delete ${notes_failed === 1 ? "it" : "them"} there by hand.`;
};
