/** What Pipedrive said of its limits; what it did not say is null. */
export interface Limits {
  tokensPerDay: number | null;
  tokensLeft: number | null;
  callsPerWindow: number | null;
}

/** A search costs 20 tokens of the day's budget, a note 10: so much takes a person whom Debrief meets for the first time. */
const TOKENS_A_PERSON = 30;

/** The plan's limits in sentences, and what they mean for logging; nothing when Pipedrive said nothing. */
export const limitSentences = ({ tokensPerDay, tokensLeft, callsPerWindow }: Limits, locale: string): string[] => {
  const write = (number: number): string => number.toLocaleString(locale);
  const sentences: string[] = [];
  if (tokensLeft !== null) {
    const of = tokensPerDay === null ? "" : ` of ${write(tokensPerDay)}`;
    const people = Math.floor(tokensLeft / TOKENS_A_PERSON);
    sentences.push(`Left of today's budget: ${write(tokensLeft)}${of} tokens, enough for ${write(people)} new people.`);
  } else if (tokensPerDay !== null) {
    sentences.push(
      `Budget a day: ${write(tokensPerDay)} tokens, enough for ${write(Math.floor(tokensPerDay / TOKENS_A_PERSON))} new people.`,
    );
  }
  if (callsPerWindow !== null)
    sentences.push(`At once: ${write(callsPerWindow)} requests in 2 seconds. Debrief keeps to it.`);
  return sentences;
};
