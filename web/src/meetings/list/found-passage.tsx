import { Highlighted } from "./highlighted.tsx";

const PLACES: Readonly<Record<string, string>> = {
  people: "Attendee",
  summary: "In the summary",
  transcript: "In the transcript",
};

/** Where in a meeting the words of the search are, when the row does not show it anyway. Keeps its line. */
export const FoundPassage = ({ foundIn, passage, q }: FoundPassageProps) => {
  const place = PLACES[foundIn ?? ""];
  return (
    <p className="h-5 truncate text-sm text-muted md:col-span-3">
      {place !== undefined && (foundIn !== "people" || passage) && (
        <>
          {place}
          {passage && (
            <>
              : <Highlighted text={passage} q={q} />
            </>
          )}
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
