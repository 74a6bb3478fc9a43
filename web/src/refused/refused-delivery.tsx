import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useServices } from "@/app/services.tsx";
import { describeError } from "@/lib/data-error.ts";
import { CopyButton } from "@/ui/copy-button.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { headerText, type Refused, readRefused } from "./list-refused.ts";
import { formatBytes, refusalSentence } from "./refusal-words.ts";

const Text = ({ label, children }: { label: string; children: string }) => (
  <pre
    tabIndex={0}
    role="region"
    aria-label={label}
    className="max-h-64 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap"
  >
    {children}
  </pre>
);

const Content = ({ id }: { id: string }) => {
  const { database } = useServices();
  const { data, error } = useQuery({
    queryKey: ["refused-delivery", id],
    queryFn: ({ signal }) => readRefused(database, id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Notice tone="bad">{describeError(error).advice}</Notice>;
  if (data === undefined) return <Skeleton className="h-24" />;
  if (data === null) return <p className="text-muted">It has been deleted meanwhile.</p>;
  const headers = headerText(data.headers);
  return (
    <>
      <Text label="Headers">{headers || "No headers"}</Text>
      <Text label="Beginning of the body">{data.body || "No body"}</Text>
      <CopyButton label="Copy headers and body" value={`${headers}\n\n${data.body}`} />
    </>
  );
};

/** One refused delivery: when and why, and on request what it said. All of it is text; nothing of it is proven. */
export const RefusedDelivery = ({ refused }: { refused: Refused }) => {
  const [open, setOpen] = useState(false);
  return (
    <li className="py-2.5">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer">
          <Moment iso={refused.received_at} />: {refusalSentence(refused.reason)}{" "}
          <span className="text-muted">{formatBytes(refused.body_bytes)}</span>
        </summary>
        {open && (
          <div className="mt-2.5 grid gap-2.5">
            <Content id={refused.id} />
          </div>
        )}
      </details>
    </li>
  );
};
