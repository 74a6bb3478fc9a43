import { useState } from "react";
import { shorten } from "@/lib/shorten.ts";
import { Button } from "@/ui/button.tsx";
import { DialogButtons } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { TextField } from "@/ui/text-field.tsx";
import { PersonLink } from "./person-link.tsx";
import type { AttendeeOutcome } from "./read-meeting.ts";
import { firstTerm } from "./search-words.ts";
import { type FoundPerson, usePeople } from "./use-people.ts";

const MOST = 20;
const SKELETONS = ["w-40", "w-52", "w-36"];

const Person = ({
  person,
  account,
  onChoose,
}: {
  person: FoundPerson;
  account: string | null;
  onChoose: () => void;
}) => {
  const { id, name, organization, emails } = person;
  const shown = name || `Person ${id}`;
  return (
    <li className="flex items-center justify-between gap-4 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <PersonLink account={account} id={id} name={shown} />
          {organization && (
            <span className="text-muted">
              <bdi>{shorten(organization, 120)}</bdi>
            </span>
          )}
        </p>
        <p className="text-sm text-muted">
          {emails.length === 0 ? "No e-mail address" : <bdi>{shorten(emails.join(", "), 200)}</bdi>}
        </p>
      </div>
      <Button
        look="secondary"
        size="small"
        aria-label={`Choose ${shorten(shown, 120)}${organization ? ` of ${shorten(organization, 120)}` : ""}, number ${id}`}
        onClick={onChoose}
      >
        Choose
      </Button>
    </li>
  );
};

const summaryOf = (people: FoundPerson[] | null, isSearching: boolean, isLongEnough: boolean): string => {
  if (!isLongEnough && !isSearching) return "Type at least 2 characters of a name or an e-mail address.";
  if (isSearching || people === null) return "Searching Pipedrive…";
  if (people.length === 0) return "Nobody in Pipedrive is called so. Try a part of the name or of the address.";
  if (people.length === MOST) return `The first ${MOST} people. Type more to find others.`;
  return people.length === 1 ? "One person." : `${people.length} people.`;
};

/** A field to look for people in the CRM with, and who was found. */
export const FoundPeople = ({ outcome, account, onChoose, onClose }: FoundPeopleProps) => {
  const [words, setWords] = useState(() => firstTerm(outcome));
  const { people, problem, isSearching, isLongEnough, refetch } = usePeople(outcome.id, words);
  return (
    <>
      <div className="mt-4">
        <TextField
          name="term"
          label="Name or e-mail address"
          type="search"
          autoComplete="off"
          maxLength={250}
          value={words}
          onValueChange={setWords}
          data-initial-focus
        />
      </div>
      {problem ? (
        <div className="mt-3">
          <Notice tone="bad">{problem}</Notice>
        </div>
      ) : (
        <p role="status" className="mt-3 text-sm text-muted">
          {summaryOf(people, isSearching, isLongEnough)}
        </p>
      )}
      <div className="mt-1 min-h-44">
        {people && !problem && (
          <ul aria-label="People in Pipedrive" className={`divide-y divide-line ${isSearching ? "opacity-60" : ""}`}>
            {people.map((person) => (
              <Person key={person.id} person={person} account={account} onChoose={() => onChoose(person)} />
            ))}
          </ul>
        )}
        {!people && isSearching && (
          <div aria-hidden className="grid gap-6 py-4">
            {SKELETONS.map((width) => (
              <Skeleton key={width} className={width} />
            ))}
          </div>
        )}
      </div>
      <DialogButtons>
        {problem && (
          <Button busy={isSearching} onClick={() => void refetch()}>
            Try again
          </Button>
        )}
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </DialogButtons>
    </>
  );
};

interface FoundPeopleProps {
  outcome: AttendeeOutcome;
  account: string | null;
  onChoose: (person: FoundPerson) => void;
  onClose: () => void;
}
