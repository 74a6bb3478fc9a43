import { useMemo } from "react";
import { cutAtWords } from "./cut-at-words.ts";

/** A text with the words of a search marked in it. */
export const Highlighted = ({ text, q }: { text: string; q: string | undefined }) => {
  const pieces = useMemo(() => cutAtWords(text, q ?? ""), [text, q]);
  return (
    <bdi>
      {pieces.map((piece, index) =>
        index % 2 === 1 ? (
          <mark key={index} className="rounded-xs bg-warn-soft text-inherit underline decoration-warn/60">
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </bdi>
  );
};
