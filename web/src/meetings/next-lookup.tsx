import { Moment } from "@/ui/moment.tsx";

/** When somebody who was not found is looked up next; after a week they no longer are. */
export const NextLookup = ({ at }: { at: string | null }) => (
  <p className="text-muted">
    {at ? (
      <>
        Looked up again <Moment iso={at} within />.
      </>
    ) : (
      "No longer looked up by itself."
    )}
  </p>
);
