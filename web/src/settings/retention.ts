/** How many days things are kept; null: for ever. */
export interface Retention {
  deliveries: number;
  transcripts: number | null;
}

/** The two fields as typed: an empty one for transcripts means for ever. Only whole numbers get past the form. */
export const readRetention = (deliveries: string, transcripts: string): Retention => ({
  deliveries: Number(deliveries),
  transcripts: transcripts.trim() === "" ? null : Number(transcripts),
});

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
const isShorter = (wanted: number | null, before: number | null): boolean =>
  wanted !== null && (before === null || wanted < before);

/** What will be deleted as soon as this is saved, one sentence each; none when nothing is kept shorter than before. */
export const deletedBy = (wanted: Retention, before: Retention): string[] => [
  ...(isShorter(wanted.deliveries, before.deliveries)
    ? [`The content of deliveries that arrived more than ${days(wanted.deliveries)} ago.`]
    : []),
  ...(wanted.transcripts !== null && isShorter(wanted.transcripts, before.transcripts)
    ? [`Transcripts of meetings that arrived more than ${days(wanted.transcripts)} ago.`]
    : []),
];

/** How long, in words. */
export const keptFor = (count: number | null): string => (count === null ? "For ever" : `For ${days(count)}`);
