import * as z from "zod/mini";

const personSchema = z.object({
  email: z.string(),
  name: z.nullable(z.string()),
  recordings: z.number(),
  isMember: z.boolean(),
});

/** What a key can see, told without keeping it. */
export const testAnswerSchema = z.object({
  meetings: z.number(),
  /** There are more; they were not counted. */
  more: z.boolean(),
  people: z.array(personSchema),
  /** As whom it would be connected; null when that cannot be told. */
  fathomUserEmail: z.nullable(z.string()),
});

export const savedAnswerSchema = z.object({
  webhook: z.enum(["created", "none"]),
  webhookError: z.nullable(z.string()),
  meetings: z.number(),
  more: z.boolean(),
});

export type TestAnswer = z.output<typeof testAnswerSchema>;
export type SavedAnswer = z.output<typeof savedAnswerSchema>;
export type VisiblePerson = z.output<typeof personSchema>;

/** How many were found, as the end of a sentence: "15 meetings found". */
export const foundInWords = ({ meetings, more }: Pick<TestAnswer, "meetings" | "more">): string => {
  if (meetings === 0) return "no meetings found yet";
  if (more) return `more than ${meetings} meetings found`;
  return meetings === 1 ? "1 meeting found" : `${meetings} meetings found`;
};

/** Who matters most comes first: whoever records most, then the members of the team. */
export const sortedPeople = (people: readonly VisiblePerson[]): VisiblePerson[] =>
  people.toSorted(
    (one, other) =>
      other.recordings - one.recordings ||
      Number(other.isMember) - Number(one.isMember) ||
      one.email.localeCompare(other.email),
  );
