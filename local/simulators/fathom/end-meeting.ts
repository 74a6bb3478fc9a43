import { createChance } from "./chance.ts";
import { type Call, makeRecording, sharing } from "./make-recording.ts";
import { subjects } from "./phrases.ts";
import type { Guest, Recording, SharedWith, User } from "./records.ts";
import type { Stages } from "./stages.ts";
import type { Store } from "./store.ts";

/** What can happen to a meeting that ends. */
export const scenarios = {
  normal: "Everything as it should be",
  webhook_lost: "Its webhook is lost: never sent",
  no_summary: "Too short for a summary: no webhook",
  late_content: "The webhook comes without contents, which are there later",
  two_recorders: "A colleague records it, too",
  leave_rejoin: "The recorder leaves and comes back: two recordings",
  visibility_change: "Private at first, shared with everybody later",
  duplicate_delivery: "The webhook comes twice",
  out_of_order: "Two recordings, and the second one's webhook comes first",
  long: "Ten hours, a body of more than a megabyte",
} as const;

export type Scenario = keyof typeof scenarios;

export interface EndMeeting {
  /** The recorder's e-mail address. */
  recordedBy: string;
  title?: string | undefined;
  /** Besides the recorder; Ben Buyer unless said otherwise. Nobody: a call that no calendar knows. */
  guests?: Guest[] | undefined;
  minutes?: number | undefined;
  scenario?: Scenario | undefined;
  /** Private unless said otherwise. `single_team` is the recorder's own. */
  sharedWith?: SharedWith | undefined;
  /** Single people who see it, by e-mail address. */
  sharedWithPeople?: string[] | undefined;
  /** Who else records it in the scenario of two recorders. */
  alsoRecordedBy?: string | undefined;
}

const usualGuest: Guest = { name: "Ben Buyer", email: "ben.buyer@example.org" };
const minuteMs = 60_000;
const later = (time: string | null, ms: number): string | null =>
  time === null ? null : new Date(Date.parse(time) + ms).toISOString();

/** A meeting that ends now. The first recording is the one that was asked for. @throws Error in a sentence when it cannot be. */
export const endMeeting = (store: Store, wanted: EndMeeting, stages: Stages, at: Date): Recording[] => {
  const recorder = userBy(store, wanted.recordedBy);
  const { scenario = "normal", guests = [usualGuest], sharedWith = "no_teams", sharedWithPeople = [] } = wanted;
  if (recorder.plan !== "team" && sharedWith !== "no_teams") throw new Error("Without a team plan there are no teams.");
  const id = store.nextRecordingId();
  const impromptu = guests.length === 0;
  const title = wanted.title ?? (impromptu ? "Impromptu Google Meet Meeting" : createChance(id).pick(subjects).title);
  const minutes = scenario === "long" ? 600 : (wanted.minutes ?? (scenario === "no_summary" ? 1 : 30));
  const end = at.getTime();
  const call: Call = {
    title,
    calendarTitle: impromptu ? null : title,
    meetingType: null,
    guests,
    start: new Date(end - minutes * minuteMs),
    end: at,
    sharings: [sharing(recorder, sharedWith, sharedWithPeople, new Date(end - minutes * minuteMs))],
    scenario,
  };
  const recording = ownEvent(store, makeRecording(id, recorder, call, stages, end));
  const recordings = withScenario(store, scenario, wanted, recorder, recording, call, stages);
  for (const one of recordings) store.change({ kind: "recording_saved", recording: one });
  return recordings;
};

/** Two calls that end within a minute are two events of the calendar all the same: the later one was planned a little earlier. */
const ownEvent = (store: Store, recording: Recording): Recording => {
  const taken = new Set([...store.recordings.values()].map(({ scheduledStart }) => scheduledStart));
  let { scheduledStart, scheduledEnd } = recording;
  while (taken.has(scheduledStart)) {
    scheduledStart = new Date(Date.parse(scheduledStart) - minuteMs).toISOString();
    scheduledEnd = new Date(Date.parse(scheduledEnd) - minuteMs).toISOString();
  }
  return { ...recording, scheduledStart, scheduledEnd };
};

const withScenario = (
  store: Store,
  scenario: Scenario,
  wanted: EndMeeting,
  recorder: User,
  recording: Recording,
  call: Call,
  stages: Stages,
): Recording[] => {
  const { start, end } = call;
  const sameEvent = (one: Recording): Recording => ({
    ...one,
    meetingUrl: recording.meetingUrl,
    scheduledStart: recording.scheduledStart,
    scheduledEnd: recording.scheduledEnd,
  });
  switch (scenario) {
    case "normal":
      return [recording];
    case "webhook_lost":
      return [{ ...recording, fate: "lost" }];
    case "duplicate_delivery":
      return [{ ...recording, fate: "sent_twice" }];
    case "no_summary":
      return [{ ...recording, summaryAt: null, webhookAt: null }];
    case "late_content":
      return [
        {
          ...recording,
          transcriptAt: later(recording.transcriptAt, stages.lateMs),
          summaryAt: later(recording.summaryAt, stages.lateMs),
        },
      ];
    case "visibility_change": {
      const changed = new Date(end.getTime() + stages.webhookMs + stages.lateMs);
      return [{ ...recording, sharings: [...recording.sharings, sharing(recorder, "all_teams", [], changed)] }];
    }
    case "long":
      return [{ ...recording, secondsPerSegment: 5 }];
    case "two_recorders": {
      const colleague = otherRecorder(store, recorder, wanted.alsoRecordedBy);
      const guests = call.guests.filter(({ email }) => email !== colleague.email);
      // Both are invited: the list of invitees is the same for both.
      const mine = { ...recording, guests: [{ name: colleague.name, email: colleague.email }, ...guests] };
      const theirs = makeRecording(
        recording.id + 1,
        colleague,
        {
          ...call,
          guests: [{ name: recorder.name, email: recorder.email }, ...guests],
          start: new Date(start.getTime() + 20_000),
        },
        stages,
        end.getTime(),
      );
      return [mine, sameEvent(theirs)];
    }
    case "leave_rejoin":
    case "out_of_order": {
      const half = (end.getTime() - start.getTime()) / 2;
      const first = makeRecording(
        recording.id,
        recorder,
        { ...call, end: new Date(start.getTime() + half) },
        stages,
        end.getTime(),
      );
      const second = makeRecording(
        recording.id + 1,
        recorder,
        { ...call, start: new Date(start.getTime() + half + 15_000) },
        stages,
        end.getTime(),
      );
      const parts = [sameEvent(first), sameEvent(second)];
      return scenario === "leave_rejoin"
        ? parts
        : parts.map((part) =>
            part.id === first.id ? { ...part, webhookAt: later(part.webhookAt, stages.webhookMs) } : part,
          );
    }
  }
};

const userBy = (store: Store, email: string): User => {
  const user = store.users.get(email);
  if (!user) throw new Error(`Nobody here has the address ${email}.`);
  return user;
};

const otherRecorder = (store: Store, recorder: User, email: string | undefined): User => {
  if (email !== undefined) return userBy(store, email);
  const other = [...store.users.values()].find(
    (user) => user.email !== recorder.email && user.outside === recorder.outside,
  );
  if (!other) throw new Error("There is no colleague who could record it, too.");
  return other;
};
