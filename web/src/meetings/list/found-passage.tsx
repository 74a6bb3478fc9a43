import { Highlighted } from "./highlighted.tsx";

const PLACES: Readonly<Record<string, string>> = {
  people: "Attendee",
  summary: "In the summary",
  transcript: "In the transcript",
};

/** Where in a meeting the words of the search are, when the row does not show it anyway. */
export const FoundPassage = ({ foundIn, passage, q }: FoundPassageProps) => {
  const place = PLACES[foundIn ?? ""];
  // Of people without a passage it was the recorder, whom the row names.
  if (place === undefined || (foundIn === "people" && !passage)) return null;
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
  q: string;
}
