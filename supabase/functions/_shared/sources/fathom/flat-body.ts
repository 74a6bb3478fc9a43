import * as z from "zod";
import { flatKeys } from "./flat-keys.ts";
import type { MeetingDraft } from "./meeting-draft.ts";
import { readActionItems } from "./read-action-items.ts";
import { readFlatSummary } from "./read-flat-summary.ts";
import { readInvitees } from "./read-invitees.ts";
import { readTranscript } from "./read-transcript.ts";
import { email, id, minutes, name, raw, shareId, time, title, url } from "./wire-leaves.ts";
import type { Body } from "./walk-bodies.ts";

const flatBody = z.object({
  recordingId: id,
  olderId: id,
  shareId,
  title,
  calendarTitle: title,
  recordingStart: time,
  recordingEnd: time,
  scheduledStart: time,
  scheduledEnd: time,
  recordedSeconds: minutes,
  scheduledSeconds: minutes,
  recorderName: name,
  recorderEmail: email,
  recordingUrl: url,
  shareUrl: url,
  joinUrl: url,
  transcript: raw,
  actionItems: raw,
  invitees: raw,
  inviteeNames: raw,
  inviteeEmails: raw,
  inviteeExternals: raw,
});

/** Under each of our names the first of its keys that the body fills. */
const renamed = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(flatKeys).map(([field, keys]) => [
      field,
      keys.map((key) => body[key]).find((value) => value !== undefined && value !== null && value !== ""),
    ]),
  );

/** A flat body of a Zap, whoever named its keys: Fathom's trigger or the person who set it up (see flat-keys.ts). */
export const readFlatBody = (body: Body): MeetingDraft => {
  const {
    recorderName,
    recorderEmail,
    transcript,
    actionItems,
    invitees,
    inviteeNames: names,
    inviteeEmails: emails,
    inviteeExternals: externals,
    ...draft
  } = flatBody.parse(renamed(body));
  return {
    ...draft,
    day: null,
    recorder: { name: recorderName, email: recorderEmail },
    summary: readFlatSummary(body),
    transcript: readTranscript(transcript),
    actionItems: readActionItems(actionItems),
    actionItemsAdd: false,
    attendees: readInvitees({ invitees, names, emails, externals }),
    isPart: false,
  };
};
