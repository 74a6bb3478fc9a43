import { createChance } from "./chance.ts";
import type { Fate, Guest, Recording, SharedWith, Sharing, User } from "./records.ts";
import type { Stages } from "./stages.ts";

export interface Call {
  title: string;
  calendarTitle: string | null;
  meetingType: string | null;
  guests: Guest[];
  start: Date;
  end: Date;
  sharings: Sharing[];
  scenario: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const minuteMs = 60_000;

/** The join link of a meeting; recordings of the same one have the same. */
const joinUrl = (seed: number): string => {
  const chance = createChance(seed);
  const letters = (count: number) =>
    Array.from({ length: count }, () => chance.pick([..."abcdefghijkmnopqrstuvwxyz"] as [string, ...string[]])).join(
      "",
    );
  return `https://meet.google.com/${letters(3)}-${letters(4)}-${letters(3)}`;
};

/** The recording of a call that goes through the stages from `processedFrom` on, in milliseconds; everything else can be set over it. */
export const makeRecording = (
  id: number,
  recorder: User,
  call: Call,
  stages: Stages,
  processedFrom: number,
): Recording => {
  // Calls begin a little late.
  const scheduled = Math.floor((call.start.getTime() - minuteMs) / minuteMs) * minuteMs;
  return {
    id,
    title: call.title,
    calendarTitle: call.calendarTitle,
    meetingType: call.meetingType,
    meetingUrl: joinUrl(id),
    scheduledStart: iso(scheduled),
    scheduledEnd: iso(scheduled + Math.max(30 * minuteMs, call.end.getTime() - call.start.getTime())),
    start: call.start.toISOString(),
    end: call.end.toISOString(),
    createdAt: iso(call.end.getTime() + stages.createdMs),
    recordedBy: recorder.email,
    guests: call.guests,
    sharings: call.sharings,
    transcriptAt: iso(processedFrom + stages.transcriptMs),
    summaryAt: iso(processedFrom + stages.summaryMs),
    webhookAt: iso(processedFrom + stages.webhookMs),
    fate: "sent" satisfies Fate,
    decided: false,
    secondsPerSegment: 8,
    scenario: call.scenario,
  };
};

/** Who sees it from then on. */
export const sharing = (recorder: User, sharedWith: SharedWith, people: string[], from: Date): Sharing => ({
  from: from.toISOString(),
  sharedWith,
  teams: recorder.team === null || sharedWith === "no_teams" ? [] : [recorder.team],
  people,
});
