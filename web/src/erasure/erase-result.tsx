import { PersonLink } from "@/meetings/person-link.tsx";
import { Notice } from "@/ui/notice.tsx";
import type { Erased } from "./erased.ts";
import { removedFrom } from "./erasure-words.ts";

type Note = Erased["notes"][number];

const NoteLine = ({ note: { account, personId, noteId } }: { note: Note }) => (
  <li>
    {personId ? <PersonLink account={account} id={personId} name={`Person ${personId}`} /> : "A person"}
    {noteId ? `, note ${noteId}` : ", perhaps with a note: look whether there is one"}
  </li>
);

/** What was removed, and which notes about the person there are in the CRM. It is shown once: afterwards nobody knows who it was. */
export const EraseResult = ({ erased }: { erased: Erased }) => (
  <Notice tone="good">
    <p>The person was removed from {removedFrom(erased.meetings, erased.attendees, erased.deliveries)}.</p>
    {erased.notes.length > 0 && (
      <>
        <p className="mt-1.5">
          Notes about them {erased.deleteNotes ? "that are being deleted in" : "that are still in"} Pipedrive; this list
          is not kept:
        </p>
        <ul aria-label="Notes in Pipedrive" className="mt-1 grid gap-1">
          {erased.notes.map((note) => (
            <NoteLine key={`${note.account} ${note.personId} ${note.noteId}`} note={note} />
          ))}
        </ul>
      </>
    )}
  </Notice>
);
