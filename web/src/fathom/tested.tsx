import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { foundInWords, sortedPeople, type TestAnswer, type VisiblePerson } from "./key-answers.ts";

const SHOWN = 6;

const Person = ({ person: { name, email, recordings } }: { person: VisiblePerson }) => (
  <li className="flex flex-wrap justify-between gap-x-4">
    <span className="min-w-0">
      <bdi>{shorten(name ?? email, 80)}</bdi>
      {name && (
        <>
          {" "}
          <bdi className="text-muted">{shorten(email, 120)}</bdi>
        </>
      )}
    </span>
    <span className="text-muted">
      {recordings === 0 ? "no recordings" : recordings === 1 ? "1 recording" : `${recordings} recordings`}
    </span>
  </li>
);

/** Whose account the key is, as far as that differs from what was typed. */
const Owner = ({ owner, typed, onUse }: OwnerProps) => {
  if (owner === null) {
    return <p className="mt-1">Whose account it is cannot be told from its meetings: make sure of the address.</p>;
  }
  if (owner === typed.trim().toLowerCase()) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
      <p>
        The key seems to be that of <bdi className="font-medium">{owner}</bdi>.
      </p>
      {onUse && (
        <Button look="secondary" size="small" onClick={() => onUse(owner)}>
          Use this address
        </Button>
      )}
    </div>
  );
};

interface OwnerProps extends Pick<TestedProps, "typed" | "onUse"> {
  owner: string | null;
}

/** What a key was found to be good for. */
export const Tested = ({ answer, typed, onUse }: TestedProps) => {
  const people = sortedPeople(answer.people);
  const hidden = people.length - SHOWN;
  return (
    <Notice tone="good">
      <p>
        <strong className="font-semibold">Connection works, {foundInWords(answer)}.</strong> Nothing was saved.
      </p>
      <Owner owner={answer.fathomUserEmail} typed={typed} onUse={onUse} />
      {people.length > 0 && (
        <>
          <p className="mt-2 font-medium">Whom the key can see</p>
          <ul className="mt-1 grid gap-0.5">
            {people.slice(0, SHOWN).map((person) => (
              <Person key={person.email} person={person} />
            ))}
          </ul>
          {hidden > 0 && <p className="mt-1 text-muted">and {hidden} more</p>}
        </>
      )}
    </Notice>
  );
};

interface TestedProps {
  answer: TestAnswer;
  /** The address in the form. */
  typed: string;
  /** Puts another address into the form; null where it cannot be changed. */
  onUse: ((email: string) => void) | null;
}
