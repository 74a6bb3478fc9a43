import type { Books } from "../world/books.ts";
import { type Content, conversationOf, recordingId, summaryOf } from "../world/talks.ts";
import type { World } from "../world/world.ts";

/** Each delivery that was taken is an event that says how it ended. */
export const eventsLost = ({ deliveries }: World, { events, jobs, alerts }: Books): string[] => {
  const states = new Map(events.map(({ deliveryId, state }) => [deliveryId, state]));
  const mayBeDead = jobs.some(({ state }) => state === "dead");
  const wrong = deliveries.flatMap(({ id, contents }) => {
    const state = states.get(id);
    if (state === undefined) return [`delivery ${id} is lost`];
    const expected = contents.length === 0 ? "unreadable" : "processed";
    return state === expected || (state === "dead" && mayBeDead) ? [] : [`delivery ${id} is ${state}, not ${expected}`];
  });
  const isInTrouble = events.some(({ state }) => state === "unreadable" || state === "dead");
  const isTold = alerts.some(({ kind }) => kind === "dead_letter");
  return [...wrong, ...(isInTrouble && !isTold ? ["nobody was told of a delivery in trouble"] : [])];
};

/** What was delivered, but for that of events whose step was given up: it is in them, for a replay. */
const toldContents = ({ deliveries }: World, { events, jobs }: Books): Content[] => {
  const isStoreDead = jobs.some(({ kind, state }) => kind === "store" && state === "dead");
  const dead = new Set(
    events.filter(({ state }) => isStoreDead && state === "dead").map(({ deliveryId }) => deliveryId),
  );
  return deliveries.filter(({ id }) => !dead.has(id)).flatMap(({ contents }) => contents);
};

/** What was delivered of each talk is there: its summary, its guests, each once. */
export const contentLost = (world: World, books: Books): string[] => {
  const { talks } = world;
  return [...Map.groupBy(toldContents(world, books), ({ talk }) => talk)].flatMap(([number, told]) => {
    const meeting = books.meetings.find(({ externalId }) => externalId === recordingId(number));
    if (!meeting) return [`talk ${number} is not stored`];
    // Nothing that comes later may bring back who was erased from it.
    if (meeting.isErased) return [];
    const hasSummary = meeting.summary?.includes(summaryOf(number)) ?? false;
    const isSummaryLost = told.some((content) => content.hasSummary) && !hasSummary;
    const invited = (talks[number]?.guests ?? []).slice(0, Math.max(...told.map(({ guestCount }) => guestCount)));
    const listed = books.outcomes.filter(({ meetingId }) => meetingId === meeting.id);
    const [expected, found] = [invited, listed].map((people) =>
      people
        .map(({ email, name }) => email ?? name)
        .toSorted()
        .join(", "),
    );
    return [
      ...(isSummaryLost ? [`the summary of talk ${number} is lost`] : []),
      ...(expected === found ? [] : [`talk ${number} has the attendees ${found} instead of ${expected}`]),
    ];
  });
};

/** Recordings of one conversation are together, and no others. */
export const conversationsMixed = ({ talks }: World, { meetings }: Books): string[] => {
  const stored = talks.flatMap((_, number) => {
    const meeting = meetings.find(({ externalId }) => externalId === recordingId(number));
    return meeting ? [{ ...meeting, number, conversation: conversationOf(talks, number) }] : [];
  });
  // With who was erased goes what tells that another recording is of the same conversation.
  const isForgotten = (conversation: number): boolean =>
    stored.some((one) => one.conversation === conversation && one.isErased);
  return stored.flatMap((one, at) =>
    stored.slice(at + 1).flatMap((other) => {
      const areTogether = one.leader === other.leader;
      const belongTogether = one.conversation === other.conversation;
      if (areTogether === belongTogether || (belongTogether && isForgotten(one.conversation))) return [];
      return [`talks ${one.number} and ${other.number} are ${areTogether ? "" : "not "}one conversation`];
    }),
  );
};
