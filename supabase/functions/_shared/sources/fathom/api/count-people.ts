import * as z from "zod";
import { email, name, object, time } from "../wire-leaves.ts";
import type { TeamMember } from "./client.ts";

export interface SurveyedPerson {
  /** Lower case. */
  email: string;
  name: string | null;
  /** Of the meetings that were looked at. */
  recordings: number;
  lastRecordedAt: string | null;
  /** Fathom lists them in the team. */
  isMember: boolean;
}

const recordingSchema = z.object({
  recorded_by: object({ name, email }),
  recording_start_time: time,
  created_at: time,
});

/** Who recorded the listed meetings and who is of the team, whoever recorded most first. A recorder who cannot be read is nobody. */
export const countPeople = (meetings: unknown[], members: TeamMember[]): SurveyedPerson[] => {
  const people = new Map<string, SurveyedPerson>();
  const personOf = (address: string): SurveyedPerson => {
    const known = people.get(address);
    const person = known ?? { email: address, name: null, recordings: 0, lastRecordedAt: null, isMember: false };
    people.set(address, person);
    return person;
  };

  for (const member of members) {
    const person = personOf(member.email);
    person.name ??= member.name;
    person.isMember = true;
  }
  for (const meeting of meetings) {
    const { data } = recordingSchema.safeParse(meeting);
    if (!data?.recorded_by?.email) continue;
    const person = personOf(data.recorded_by.email);
    person.name ??= data.recorded_by.name;
    person.recordings += 1;
    person.lastRecordedAt = later(person.lastRecordedAt, data.recording_start_time ?? data.created_at);
  }
  return [...people.values()].toSorted((a, b) => b.recordings - a.recordings || (a.email < b.email ? -1 : 1));
};

const later = (a: string | null, b: string | null): string | null => ((a ?? "") > (b ?? "") ? a : b);
