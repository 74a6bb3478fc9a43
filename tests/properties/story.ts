import * as fc from "fast-check";
import * as asks from "./steps/asks.ts";
import * as crm from "./steps/crm.ts";
import * as deliveries from "./steps/deliveries.ts";
import type { Step } from "./steps/step.ts";
import * as workers from "./steps/workers.ts";
import { guestNames, guests } from "./world/guests.ts";
import type { Talk } from "./world/talks.ts";

/** What may be delivered, and what happens. */
export interface Story {
  talks: Talk[];
  steps: Step[];
}

const talksArb = fc
  .array(
    fc.record({
      guests: fc.subarray(guestNames, { minLength: 1, maxLength: 5 }),
      recordsAgain: fc.boolean(),
      hasRoom: fc.boolean(),
      isScheduled: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((drafts) =>
    drafts.map(({ guests: names, recordsAgain, hasRoom, isScheduled }, number): Talk => ({
      guests: names.map((name) => guests[name]),
      recordedAgain: recordsAgain && number > 0 ? number - 1 : null,
      hasRoom,
      isScheduled,
    })),
  );

/** What may also happen while a worker is in the middle of something. */
const aroundWorkers: fc.WeightedArbitrary<Step>[] = [
  { weight: 14, arbitrary: deliveries.deliver },
  { weight: 10, arbitrary: workers.passTime },
  { weight: 8, arbitrary: crm.fault },
  { weight: 4, arbitrary: asks.lookAgain },
  { weight: 2, arbitrary: deliveries.deliverAgain },
  { weight: 2, arbitrary: crm.clearUp },
  { weight: 2, arbitrary: asks.choose },
  { weight: 2, arbitrary: asks.replayEvent },
  { weight: 2, arbitrary: asks.replayEvents },
  { weight: 1, arbitrary: deliveries.deliverNonsense },
  { weight: 1, arbitrary: deliveries.turnQueueRound },
  { weight: 1, arbitrary: workers.keepHouse },
  { weight: 1, arbitrary: crm.deletePerson },
  { weight: 1, arbitrary: crm.mergePeople },
  { weight: 1, arbitrary: crm.addContact },
  { weight: 1, arbitrary: crm.deleteNote },
  { weight: 1, arbitrary: asks.connectAgain },
  { weight: 1, arbitrary: asks.changeDryRun },
  { weight: 1, arbitrary: asks.erase },
];

const stepArb: fc.Arbitrary<Step> = fc.oneof(
  { weight: 18, arbitrary: workers.work },
  { weight: 6, arbitrary: workers.workTogether },
  { weight: 4, arbitrary: workers.wake },
  { weight: 12, arbitrary: workers.workMeanwhile(fc.oneof({ weight: 10, arbitrary: workers.work }, ...aroundWorkers)) },
  ...aroundWorkers,
);

const describeTalk = ({ guests: invited, recordedAgain, hasRoom, isScheduled }: Talk, number: number): string =>
  [
    `talk ${number} with ${invited.map(({ name }) => name).join(", ")}`,
    ...(recordedAgain === null ? [] : [`another recording of talk ${recordedAgain}`]),
    ...(hasRoom ? ["in the room"] : []),
    ...(isScheduled ? ["in the calendar"] : []),
  ].join("; ");

export const storyArb: fc.Arbitrary<Story> = fc
  .record({
    talks: talksArb,
    first: deliveries.deliver,
    next: fc.array(stepArb, { minLength: 2, maxLength: 22, size: "max" }),
  })
  .map(({ talks, first, next }) => ({ talks, steps: [first, ...next] }))
  .map((story) => ({ ...story, [fc.toStringMethod]: () => describeStory(story) }));

const describeStory = ({ talks, steps }: Story): string =>
  [
    "(where a number is too large, it starts again at 0)",
    ...talks.map(describeTalk),
    ...steps.map(({ text }, at) => `${at + 1}. ${text}`),
    "",
  ].join("\n");
