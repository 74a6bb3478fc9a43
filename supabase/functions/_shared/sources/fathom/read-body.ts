import type { Meeting } from "../../meetings/meeting.ts";
import { addCopiedHeader } from "./add-copied-header.ts";
import { readApiBody } from "./api-body.ts";
import { composeMeeting } from "./compose-meeting.ts";
import { readFlatBody } from "./flat-body.ts";
import type { MeetingDraft } from "./meeting-draft.ts";
import { readNestedBody } from "./nested-body.ts";
import { readOneActionItem } from "./read-one-action-item.ts";
import { asPart } from "./topic-body.ts";
import { type Body, isBody } from "./walk-bodies.ts";

const isApi = (body: Body): boolean =>
  ["calendar_invitees", "recorded_by", "default_summary"].some((key) => Object.hasOwn(body, key));

const isNested = (body: Body): boolean => ["fathom_user", "meeting", "recording"].some((key) => isBody(body[key]));

const readZap = (body: Body): MeetingDraft => {
  const draft = isNested(body) ? readNestedBody(body) : readFlatBody(body);
  const item = draft.actionItems === null ? readOneActionItem(body) : null;
  return item === null ? draft : { ...draft, actionItems: [item], actionItemsAdd: true };
};

/** The meeting in one body, in whichever of the formats; null when it is none. */
export const readBody = (body: Body): Meeting | null => {
  const draft = isApi(body) ? readApiBody(body) : asPart(body, readZap(body));
  return composeMeeting(addCopiedHeader(body, draft));
};
