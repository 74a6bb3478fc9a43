import { useState } from "react";
import { Button } from "@/ui/button.tsx";

const STEP = 20_000;

/** A text of any length: its beginning, and more of it as often as somebody asks. Lines and spaces stay as they are. */
export const LongText = ({ text, first = STEP }: { text: string; first?: number }) => {
  const [shown, setShown] = useState(first);
  return (
    <>
      <bdi className="whitespace-pre-wrap">{text.length > shown ? `${text.slice(0, shown)}…` : text}</bdi>
      {text.length > shown && (
        <Button
          look="secondary"
          size="small"
          className="ms-2 h-6 font-sans"
          onClick={() => setShown(shown + STEP)}
          aria-label={`Show more of ${text.length.toLocaleString("en")} characters`}
        >
          Show more
        </Button>
      )}
    </>
  );
};
