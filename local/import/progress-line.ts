import type { Tables } from "../../supabase/functions/_shared/platform/database.types.ts";

/** What an import's row says of how far it is. */
export type Progress = Pick<
  Tables<"imports">,
  "id" | "state" | "total" | "done" | "skipped" | "failed" | "counted_at" | "error"
>;

const counts = ({ skipped, failed }: Progress): string =>
  [...(skipped > 0 ? [`${skipped} there already`] : []), ...(failed > 0 ? [`${failed} failed`] : [])]
    .map((part) => `, ${part}`)
    .join("");

const because = ({ error }: Progress): string => (error === null ? "" : `: ${error}`);

/** How far an import is, in one line. */
export const progressLine = (progress: Progress): string => {
  const { state, total, done, skipped, failed } = progress;
  const soFar = `${done + skipped + failed} of ${total}${counts(progress)}`;
  const trouble = progress.error === null ? "" : `; waiting: ${progress.error}`;
  switch (state) {
    case "running":
      return progress.counted_at === null ? `counting, ${total} so far${trouble}` : `${soFar}${trouble}`;
    case "finished":
      return `finished: ${done} imported${counts(progress)}`;
    default:
      return `${state} at ${soFar}${because(progress)}`;
  }
};
