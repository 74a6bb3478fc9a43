/** How much of the past is wanted, as it stands in the form. */
export type Extent = "usual" | "most" | "since";

/** How many are imported when nothing else is said. */
export const USUAL_COUNT = 50;

export interface ImportChoice {
  extent: Extent;
  most: string;
  /** A day as date fields have it, e.g. 2026-11-03. */
  since: string;
  writeNotes: boolean;
}

/** The body of the call that starts it. A day begins at midnight where the person is. */
export const importOrder = (integrationId: string, { extent, most, since, writeNotes }: ImportChoice) => ({
  integrationId,
  writeNotes,
  ...(extent === "most" && { most: Number(most) }),
  ...(extent === "since" && { since: new Date(`${since}T00:00:00`).toISOString() }),
});

/** The day it is, as date fields have it: nothing later can be imported. */
export const today = (now: Date): string => {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
