import { useMemo } from "react";
import { browserDateStyle, formatDay } from "@/lib/dates.ts";
import { wantedWords } from "./import-words.ts";
import type { Import } from "./list-imports.ts";

/** What an import was asked for, as the end of a sentence. */
export const Wanted = ({ of }: { of: Import }) => {
  const style = useMemo(() => browserDateStyle(), []);
  return (
    <>
      {wantedWords(of, (iso) => formatDay(iso, style))}
      {!of.write_notes && ", without notes"}
    </>
  );
};
