import { useState } from "react";
import { Card } from "@/ui/card.tsx";
import { EraseForm } from "./erase-form.tsx";
import { EraseResult } from "./erase-result.tsx";
import type { Erased } from "./erased.ts";
import { PastErasures } from "./past-erasures.tsx";

/** For administrators: removes a person from everything, and shows that it was done. */
export const EraseCard = ({ workspaceId }: { workspaceId: string }) => {
  const [erased, setErased] = useState<Erased | null>(null);
  return (
    <Card
      id="erase"
      title="Erase a person"
      description="Removes somebody who asks for it, by their e-mail address, from everything that Debrief has: attendees, summaries, action items, transcripts and deliveries."
    >
      <div className="grid gap-4">
        {erased && <EraseResult erased={erased} />}
        <EraseForm workspaceId={workspaceId} onErased={setErased} />
        <PastErasures workspaceId={workspaceId} />
      </div>
    </Card>
  );
};
