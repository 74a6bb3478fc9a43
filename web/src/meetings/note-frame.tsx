import { Skeleton } from "@/ui/skeleton.tsx";
import { noteDocument } from "./note-document.ts";

const LINES = ["w-3/5", "w-1/3", "w-full", "w-11/12", "w-4/5"];

/** A note in a frame of its own that can do nothing; lines in its place until it is there. */
export const NoteFrame = ({ title, html }: { title: string; html: string | undefined }) =>
  html === undefined ? (
    <div className="grid gap-3 rounded-lg border border-line p-4">
      {LINES.map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  ) : (
    <iframe
      title={title}
      sandbox=""
      srcDoc={noteDocument(html, document.documentElement.dataset["theme"])}
      className="size-full rounded-lg border border-line"
    />
  );
