import { actionItemsOf, callUrl, shareUrl, summaryOf, transcriptOf } from "./content.ts";
import type { Recording, User } from "./records.ts";
import { sharingAt } from "./visibility.ts";

export interface Includes {
  transcript: boolean;
  summary: boolean;
  actionItems: boolean;
  crmMatches: boolean;
  highlights: boolean;
}

const isThere = (since: string | null, at: Date): boolean => since !== null && Date.parse(since) <= at.getTime();
export const hasTranscript = ({ transcriptAt }: Recording, at: Date): boolean => isThere(transcriptAt, at);
export const hasSummary = ({ summaryAt }: Recording, at: Date): boolean => isThere(summaryAt, at);

const wholeSeconds = (time: string): string => `${time.slice(0, 19)}Z`;
export const domainOf = (email: string): string => email.split("@")[1] ?? "";

const inviteesOf = (recording: Recording, recorder: User, withSpeakers: boolean) =>
  [{ name: recorder.name, email: recorder.email }, ...recording.guests].map(({ name, email }) => ({
    name,
    ...(withSpeakers ? { matched_speaker_display_name: name } : {}),
    email,
    email_domain: email === null ? null : domainOf(email),
    is_external: email === null || domainOf(email) !== domainOf(recorder.email),
  }));

/**
 * The meeting as Fathom tells it at that time, with the parts that were asked for: null while they are not there yet, absent when nobody
 * asked.
 */
export const meetingBody = (recording: Recording, recorder: User, includes: Includes, at: Date) => {
  const invitees = recording.calendarTitle === null ? [] : inviteesOf(recording, recorder, includes.transcript);
  const { name, email, team } = recorder;
  return {
    title: recording.title,
    meeting_title: recording.calendarTitle,
    meeting_type: recording.meetingType,
    recording_id: recording.id,
    url: callUrl(recording),
    share_url: shareUrl(recording),
    meeting_url: recording.calendarTitle === null ? null : recording.meetingUrl,
    created_at: wholeSeconds(recording.createdAt),
    scheduled_start_time: wholeSeconds(recording.scheduledStart),
    scheduled_end_time: wholeSeconds(recording.scheduledEnd),
    recording_start_time: wholeSeconds(recording.start),
    recording_end_time: wholeSeconds(recording.end),
    // Of the invitees alone: a call that no calendar knows is "internal", whoever was on it.
    calendar_invitees_domains_type: invitees.some(({ is_external }) => is_external)
      ? "one_or_more_external"
      : "only_internal",
    shared_with: sharingAt(recording, at).sharedWith,
    transcript_language: "en",
    calendar_invitees: invitees,
    recorded_by: { name, email, email_domain: domainOf(email), team },
    ...(includes.transcript ? { transcript: hasTranscript(recording, at) ? transcriptOf(recording, name) : null } : {}),
    ...(includes.summary ? { default_summary: hasSummary(recording, at) ? summaryOf(recording) : null } : {}),
    ...(includes.actionItems
      ? { action_items: hasSummary(recording, at) ? actionItemsOf(recording, { name, email, team }) : null }
      : {}),
    ...(includes.highlights ? { highlights: [] } : {}),
    ...(includes.crmMatches ? { crm_matches: { error: "no CRM connected" } } : {}),
  };
};
