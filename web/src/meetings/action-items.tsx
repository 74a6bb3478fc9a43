import type { ActionItem } from "@shared/meetings/meeting.ts";
import { Circle, CircleCheck, UserRound } from "lucide-react";
import { httpUrl } from "@/lib/http-url.ts";
import { Card } from "@/ui/card.tsx";
import { ExternalLink } from "@/ui/external-link.tsx";

const Item = ({ item }: { item: ActionItem }) => {
  const owner = item.assigneeName ?? item.assigneeEmail;
  const url = httpUrl(item.url);
  const Sign = item.completed ? CircleCheck : Circle;
  return (
    <li className="flex gap-2.5">
      <Sign aria-hidden className={`mt-0.75 size-4 shrink-0 ${item.completed ? "text-good" : "text-muted"}`} />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{item.completed ? "Done: " : "To do: "}</span>
          <bdi>{item.description}</bdi>
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <span className="inline-flex items-center gap-1">
            <UserRound aria-hidden className="size-3.5" />
            {owner ? <bdi>{owner}</bdi> : "Nobody yet"}
          </span>
          {url && <ExternalLink href={url}>Hear it</ExternalLink>}
        </p>
      </div>
    </li>
  );
};

/** What somebody said they would do, and who. */
export const ActionItems = ({ items }: { items: ActionItem[] | "unreadable" }) => (
  <Card title="Action items">
    {items === "unreadable" ? (
      <p className="text-muted">The action items could not be read.</p>
    ) : (
      <ul className="grid gap-3">
        {items.map((item, index) => (
          <Item key={index} item={item} />
        ))}
      </ul>
    )}
  </Card>
);
