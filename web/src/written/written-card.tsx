import { CircleCheck, Clock } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/ui/badge.tsx";
import { Button } from "@/ui/button.tsx";
import { Card } from "@/ui/card.tsx";
import { NoteSample } from "./note-sample.tsx";

const KINDS = [
  {
    name: "Note",
    isThere: true,
    sentence:
      "On each person from outside who is found: summary, action items, and the link to the recording. Once a meeting; what comes later is added to it.",
  },
  { name: "Activity", isThere: false, sentence: "The meeting as a completed activity of the person." },
  { name: "Deal", isThere: false, sentence: "The note on the person's open deal as well." },
] as const;

/** What Debrief writes into the CRM, what it will, and what a note looks like on a real meeting. */
export const WrittenCard = ({ workspaceId }: { workspaceId: string }) => {
  const [isShown, setShown] = useState(false);
  return (
    <Card id="written" title="What is written" description="What a meeting leaves in Pipedrive.">
      <div className="grid grid-cols-1 gap-4">
        <ul className="divide-y divide-line">
          {KINDS.map(({ name, isThere, sentence }) => (
            <li key={name} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-2.5 first:pt-0">
              <div className="min-w-0 flex-1 basis-64">
                <h3 className="font-medium">{name}</h3>
                <p className="text-sm text-muted">{sentence}</p>
              </div>
              <Badge tone={isThere ? "good" : "quiet"} icon={isThere ? CircleCheck : Clock}>
                {isThere ? "Written" : "Not available yet"}
              </Badge>
            </li>
          ))}
        </ul>
        <Button
          look="secondary"
          className="w-fit"
          aria-expanded={isShown}
          onClick={() => setShown((before) => !before)}
        >
          {isShown ? "Hide the note" : "See what a note looks like"}
        </Button>
        {isShown && <NoteSample workspaceId={workspaceId} />}
      </div>
    </Card>
  );
};
