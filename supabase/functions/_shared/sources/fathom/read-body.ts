import type { Meeting } from "../../meetings/meeting.ts";
import { readApiBody } from "./api-body.ts";
import { composeMeeting } from "./compose-meeting.ts";
import { readFlatBody } from "./flat-body.ts";
import { readNestedBody } from "./nested-body.ts";
import { type Body, isBody } from "./walk-bodies.ts";

const isApi = (body: Body): boolean =>
  ["calendar_invitees", "recorded_by", "default_summary"].some((key) => Object.hasOwn(body, key));

const isNested = (body: Body): boolean => ["fathom_user", "meeting", "recording"].some((key) => isBody(body[key]));

/** The meeting in one body, in whichever of the formats; null when it is none. */
export const readBody = (body: Body): Meeting | null => {
  if (isApi(body)) return composeMeeting(readApiBody(body));
  return composeMeeting(isNested(body) ? readNestedBody(body) : readFlatBody(body));
};
