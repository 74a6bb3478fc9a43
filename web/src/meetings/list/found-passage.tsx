import { Highlighted } from "./highlighted.tsx";

const PLACES: Readonly<Record<string, string>> = {
  people: "Attendee",
  summary: "In the summary",
  transcript: "In the transcript",
};

/** Where in a meeting the words of the search are, when the row does not show it anyway. */
export const FoundPassage = ({ foundIn, passage: found, recorder, q }: FoundPassageProps) => {
  // Of people who are no attendee it was the recorder.
  const isRecorder = foundIn === "people" && found === null;
  const place = isRecorder ? "Recorded by" : PLACES[foundIn ?? ""];
  const passage = isRecorder ? recorder : found;
  if (place === undefined || (isRecorder && !recorder)) return null;
  return (
    <p className="truncate text-sm text-muted md:col-span-3">
      {place}
      {passage && (
        <>
          : <Highlighted text={passage} q={q} />
        </>
      )}
    </p>
  );
};

interface FoundPassageProps {
  foundIn: string | null;
  passage: string | null;
  /** The address of who recorded it. */
  recorder: string | null;
  q: string;
}
