import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { useServices } from "@/app/services.tsx";
import { describeError } from "@/lib/data-error.ts";
import { saveFile } from "@/lib/save-file.ts";
import { headerText } from "@/refused/list-refused.ts";
import { formatBytes } from "@/refused/refusal-words.ts";
import { Button } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy-button.tsx";
import { Disclosure } from "@/ui/disclosure.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";
import { JsonEntry } from "./json-tree.tsx";
import { LongText } from "./long-text.tsx";
import { type Delivery, readContent } from "./read-delivery.ts";

/** What is larger is read when somebody asks for it. */
const SHOWN_AT_ONCE_BYTES = 200_000;
const BOX = "max-h-96 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs";

const Headers = ({ headers }: { headers: unknown }) => {
  const text = headerText(headers);
  return (
    <Disclosure title="Headers">
      <pre tabIndex={0} role="region" aria-label="Headers" className={`${BOX} whitespace-pre-wrap`}>
        {text || "None were kept."}
      </pre>
    </Disclosure>
  );
};

const fileNameOf = ({ delivery_id }: Delivery, extension: string): string =>
  `delivery-${delivery_id.replaceAll(/[^\w-]+/g, "-").slice(0, 80)}.${extension}`;

const Payload = ({ delivery, payload, text }: { delivery: Delivery; payload: unknown; text: string | null }) => {
  const written = useMemo(() => text ?? JSON.stringify(payload, null, 2), [text, payload]);
  const save = () =>
    saveFile(
      fileNameOf(delivery, text === null ? "json" : "txt"),
      new Blob([written], { type: text === null ? "application/json" : "text/plain" }),
    );
  return (
    <Disclosure title={`Payload (${formatBytes(delivery.payload_bytes)})`} startsOpen>
      <div tabIndex={0} role="region" aria-label="Payload" className={BOX}>
        {text === null ? <JsonEntry name="payload" value={payload} startsOpen /> : <LongText text={text} />}
      </div>
      {text !== null && (
        <p className="mt-2 text-sm text-muted">
          It holds what the database cannot keep as JSON, so it is kept as text.
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-start gap-2">
        <CopyButton label="Copy the payload" value={written} />
        <Button look="secondary" size="small" onClick={save}>
          <Download aria-hidden /> Download
        </Button>
      </div>
    </Disclosure>
  );
};

/** Headers and payload of a delivery, as they came. */
export const DeliveryContent = ({ delivery }: { delivery: Delivery }) => {
  const { database } = useServices();
  const [wanted, setWanted] = useState(delivery.payload_bytes <= SHOWN_AT_ONCE_BYTES);
  const { data, error } = useQuery({
    queryKey: ["delivery-content", delivery.id],
    queryFn: ({ signal }) => readContent(database, delivery.id, signal),
    enabled: wanted && delivery.erased_at === null,
    staleTime: Number.POSITIVE_INFINITY,
    // As large as it may be, it is not kept for longer than it is looked at.
    gcTime: 0,
  });
  if (!wanted)
    return (
      <Button look="secondary" onClick={() => setWanted(true)}>
        Show headers and payload ({formatBytes(delivery.payload_bytes)})
      </Button>
    );
  if (error) return <Notice tone="bad">{describeError(error).advice}</Notice>;
  if (!data) return <Skeleton className="h-40" />;
  return (
    <div className="grid gap-3">
      <Headers headers={data.headers} />
      <Payload delivery={delivery} payload={data.payload} text={data.payload_text} />
    </div>
  );
};
