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

/** Whether the address that was typed is one that the key sees anything of. */
const Address = ({ answer: { people, fathomUserEmail: owner }, typed, onUse }: TestedProps) => {
  const email = typed.trim().toLowerCase();
  if (people.some((person) => person.email === email)) return null;
  if (people.length === 0) {
    return <p className="mt-1">Whose account it is cannot be told yet: make sure of the address.</p>;
  }
  return (
    <div className="mt-1 grid gap-2">
      <p>
        But this key sees nothing of <bdi className="font-medium">{shorten(email, 120)}</bdi>.{" "}
        {owner && (
          <>
            It seems to be that of <bdi className="font-medium">{shorten(owner, 120)}</bdi>.
          </>
        )}
      </p>
      {owner && onUse ? (
        <Button look="secondary" size="small" className="justify-self-start" onClick={() => onUse(owner)}>
          Use this address
        </Button>
      ) : (
        <p>Make a key in the account of this address{onUse ? ", or enter the address of the key's account." : "."}</p>
      )}
    </div>
  );
};

/** What a key was found to be good for. */
export const Tested = (props: TestedProps) => {
  const { answer, typed } = props;
  const people = sortedPeople(answer.people);
  const hidden = people.length - SHOWN;
  const isSeen = people.length === 0 || people.some(({ email }) => email === typed.trim().toLowerCase());
  return (
    <Notice tone={isSeen ? "good" : "warn"}>
      <p>
        <strong className="font-semibold">Connection works, {foundInWords(answer)}.</strong> Nothing was saved.
      </p>
      <Address {...props} />
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
