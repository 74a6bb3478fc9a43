import { ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/ui/button.tsx";
import { type JsonNode, jsonNode, sizeWords } from "./json-node.ts";
import { LongText } from "./long-text.tsx";

/** So many entries at a time: a list of ten thousand does not stop the page. */
const STEP = 100;
const TEXT_SHOWN = 300;
const COLOURS = { number: "text-accent", boolean: "text-warn", null: "text-muted" };

const Leaf = ({ node }: { node: Exclude<JsonNode, { size: number }> }) =>
  node.kind === "text" ? (
    <span className="text-good">
      “<LongText text={node.text} first={TEXT_SHOWN} />”
    </span>
  ) : (
    <span className={COLOURS[node.type]}>{node.text}</span>
  );

const Entries = ({ node }: { node: Extract<JsonNode, { size: number }> }) => {
  const [shown, setShown] = useState(STEP);
  return (
    <ul className="ms-2 border-s border-line ps-3">
      {node.entries(0, shown).map(([name, value]) => (
        <li key={name}>
          <JsonEntry name={name} value={value} />
        </li>
      ))}
      {node.size > shown && (
        <li>
          <Button look="secondary" size="small" className="my-1 font-sans" onClick={() => setShown(shown + STEP)}>
            Show more of {sizeWords(node)}
          </Button>
        </li>
      )}
    </ul>
  );
};

/** One named part of a document; what is in it is rendered only while it is open. */
export const JsonEntry = ({ name, value, startsOpen = false }: JsonEntryProps) => {
  const node = useMemo(() => jsonNode(value), [value]);
  const [open, setOpen] = useState(startsOpen);
  if (!("size" in node) || node.size === 0)
    return (
      <p className="ps-5">
        <bdi className="font-medium">{name}</bdi>:{" "}
        {"size" in node ? (
          <span className="text-muted">{node.kind === "list" ? "[]" : "{}"}</span>
        ) : (
          <Leaf node={node} />
        )}
      </p>
    );
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded text-start hover:bg-line/60"
      >
        <ChevronRight
          aria-hidden
          className={open ? "size-4 shrink-0 rotate-90 text-muted" : "size-4 shrink-0 text-muted"}
        />
        <bdi className="font-medium">{name}</bdi>
        <span className="text-muted">{sizeWords(node)}</span>
      </button>
      {open && <Entries node={node} />}
    </>
  );
};

interface JsonEntryProps {
  name: string;
  value: unknown;
  startsOpen?: boolean;
}
