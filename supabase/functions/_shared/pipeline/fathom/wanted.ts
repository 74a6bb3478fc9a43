import type { Trigger } from "../../sources/fathom/api/client.ts";
import type { Listed } from "./listed-item.ts";

/** Whose recordings an integration brings: what its webhook is triggered for, seen from a list of the API. */
export interface Wanted {
  fathomUserEmail: string;
  triggeredFor: readonly Trigger[];
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1);

/**
 * Whether the webhook would have brought this recording, had it come. The API lists all that the key may see; who recorded it
 * tells which of the triggers it belongs to (facts: developers.fathom.ai, create-a-webhook). What cannot be read is wanted: it
 * is to be seen by a person.
 */
export const isWanted = ({ meeting }: Listed, { fathomUserEmail, triggeredFor }: Wanted): boolean => {
  const recorder = meeting?.recordedByEmail ?? null;
  const has = (...triggers: Trigger[]): boolean => triggers.some((trigger) => triggeredFor.includes(trigger));
  if (recorder === null) return true;
  if (recorder === fathomUserEmail) return has("my_recordings", "my_shared_with_team_recordings");
  return domainOf(recorder) === domainOf(fathomUserEmail)
    ? has("shared_team_recordings")
    : has("shared_external_recordings");
};
