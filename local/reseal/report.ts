import type { Resealed, Unopened } from "../../supabase/functions/_shared/pipeline/reseal/reseal-all.ts";

const unopenedLine = ({ place, id, keyId }: Unopened): string => `  ${place} ${id} (key ${keyId})`;

const leftAsTheyAre = (unopened: Unopened[]): string[] => [
  `No key at hand opens ${unopened.length}; they were left as they are:`,
  ...unopened.map(unopenedLine),
  "Put the key they were sealed with behind the others in DEBRIEF_ENCRYPTION_KEY and do this again. If it is gone, connect what they belong to again in Settings.",
];

/** What was done and what is to be done next, for a person. `next` is how to end the rotation; null when none is under way. */
export const reportOf = ({ resealed, alreadyCurrent, unopened }: Resealed, next: string | null): string =>
  [
    `Sealed anew: ${resealed}. Sealed with the current key before: ${alreadyCurrent}.`,
    ...(unopened.length > 0
      ? leftAsTheyAre(unopened)
      : ["Nothing is sealed with a former key any more.", ...(next === null ? [] : [`Next: ${next}`])]),
  ].join("\n");
