import { describeError } from "@/lib/data-error.ts";
import { Card } from "@/ui/card.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { coverageSentence, sortedByNeed } from "./coverage-words.ts";
import { CoveredRow } from "./covered-row.tsx";
import type { Covered } from "./list-coverage.ts";
import { useCoverage } from "./use-coverage.ts";

const People = ({ people }: { people: Covered[] }) =>
  people.length === 0 ? (
    <p className="text-muted">
      Nobody is known yet. Once an account is connected with an API key, those whom it can see are listed here.
    </p>
  ) : (
    <div className="grid gap-3">
      <p className="max-w-2xl">{coverageSentence(people)}</p>
      <ul className="divide-y divide-line border-t border-line" aria-label="Who of the team is covered">
        {sortedByNeed(people).map((person) => (
          <CoveredRow key={person.email} person={person} />
        ))}
      </ul>
    </div>
  );

/** For managers: who of the team records, and whether Debrief hears of it. */
export const CoverageCard = ({ workspaceId }: { workspaceId: string }) => {
  const { people, error } = useCoverage(workspaceId);
  return (
    <Card
      id="coverage"
      title="Who of the team is covered"
      description="Whoever is seen recording in Fathom, and whether their meetings come in here."
    >
      {people ? (
        <People people={people} />
      ) : error ? (
        <Notice tone="bad">{describeError(error).advice}</Notice>
      ) : (
        <Skeleton className="h-10" />
      )}
    </Card>
  );
};
