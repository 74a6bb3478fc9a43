import { type Chance, createChance } from "./chance.ts";
import { makeRecording, sharing } from "./make-recording.ts";
import { meetingTypes, subjects } from "./phrases.ts";
import type { Guest, Recording, User } from "./records.ts";
import { realStages } from "./stages.ts";
import type { Store } from "./store.ts";

/** Half of them are people of the simulated CRM, the others are not. */
const outsiders: [Guest, ...Guest[]] = [
  { name: "Ben Buyer", email: "ben.buyer@example.org" },
  { name: "John Smith", email: "john.smith@example.org" },
  { name: "Dana Ramirez", email: "dana@example.net" },
  { name: "Zoë O'Hara", email: "zoe.ohara@example.org" },
  { name: "Maija Esimerkki", email: "maija.esimerkki@example.net" },
  { name: "Pat Twin", email: "pat.twin@example.net" },
  { name: "Kim Contact", email: "kim.contact@example.org" },
  { name: "Nora Newcomer", email: "nora.newcomer@example.net" },
  { name: "Theo Trial", email: "theo@example.org" },
  { name: null, email: "purchasing@example.net" },
  { name: "Ines  Prospect ", email: "ines.prospect@example.org" },
  { name: "Omar Evaluator", email: "omar@example.net" },
];

const customers: [string, ...string[]] = [
  "Globex",
  "Client Inc",
  "Twin Trading",
  "Ramirez & Partners",
  "Example Industries",
];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const perDay = 3;

/** When the calls of a person were, the newest first: three on each working day before `until`. */
const startsBefore = function* (until: Date) {
  for (let day = Math.floor(until.getTime() / dayMs); day > 0; day -= 1) {
    const weekday = new Date(day * dayMs).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    for (let number = perDay - 1; number >= 0; number -= 1) yield day * dayMs + (9 + number * 3) * hourMs;
  }
};

/** Meetings of the past with all their contents, on working days before `until`; no webhook is sent for them. */
export const addPast = (store: Store, recorder: User, count: number, until: Date): Recording[] => {
  const colleagues = [...store.users.values()].filter((user) => user.email !== recorder.email && !user.outside);
  const recordings: Recording[] = [];
  const firstId = store.nextRecordingId();
  for (const hour of startsBefore(until)) {
    if (recordings.length === count) break;
    const id = firstId + recordings.length;
    const chance = createChance(id);
    const start = new Date(hour + chance.between(1, 20) * 60_000 + chance.between(0, 59) * 1000);
    const end = new Date(start.getTime() + chance.between(12, 55) * 60_000);
    if (end.getTime() + realStages.webhookMs > until.getTime()) continue;
    const recording = makeRecording(
      id,
      recorder,
      { ...talk(chance, colleagues), start, end, sharings: [shareOf(chance, recorder, start)], scenario: "past" },
      realStages,
      end.getTime(),
    );
    recordings.push({ ...recording, webhookAt: null });
  }
  for (const recording of recordings) store.change({ kind: "recording_saved", recording });
  return recordings;
};

/** Most are with customers, some among colleagues, some are on no calendar. */
const talk = (chance: Chance, colleagues: User[]) => {
  const kind = chance.between(1, 10);
  if (kind === 1) {
    return {
      title: "Impromptu Google Meet Meeting",
      calendarTitle: null,
      meetingType: null,
      guests: [chance.pick(outsiders)],
    };
  }
  const inside = colleagues.slice(0, chance.between(1, 2)).map(({ name, email }) => ({ name, email }));
  if (kind === 2 && inside.length > 0) {
    return { title: "Pipeline review", calendarTitle: "Pipeline review", meetingType: null, guests: inside };
  }
  const title = `${chance.pick(subjects).title} – ${chance.pick(customers)}`;
  const guests = [...new Set(Array.from({ length: chance.between(1, 3) }, () => chance.pick(outsiders)))];
  return {
    title,
    calendarTitle: title,
    meetingType: chance.happens(0.4) ? chance.pick(meetingTypes) : null,
    guests: chance.happens(0.3) ? [...inside, ...guests] : guests,
  };
};

const shareOf = (chance: Chance, recorder: User, start: Date) => {
  const kind = chance.between(1, 10);
  if (recorder.plan !== "team" || kind <= 4) return sharing(recorder, "no_teams", [], start);
  return sharing(recorder, kind <= 8 ? "single_team" : "all_teams", [], start);
};
