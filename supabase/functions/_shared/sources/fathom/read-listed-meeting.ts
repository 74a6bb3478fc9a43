import type { Meeting } from "../../meetings/meeting.ts";
import { readApiBody } from "./api-body.ts";
import { composeMeeting } from "./compose-meeting.ts";
import { isBody } from "./walk-bodies.ts";

/** A meeting as `GET /meetings` lists it; null when the item is none. Takes any value and never throws. */
export const readListedMeeting = (item: unknown): Meeting | null =>
  isBody(item) ? composeMeeting(readApiBody(item)) : null;
