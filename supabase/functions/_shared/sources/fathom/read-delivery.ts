import type { Meeting } from "../../meetings/meeting.ts";
import { fail, ok, type Result } from "../../platform/result.ts";
import { readBody } from "./read-body.ts";
import { walkBodies } from "./walk-bodies.ts";

export interface Delivery {
  /** At least one. Two of them may have the same external id: then the later one completes the earlier. */
  meetings: Meeting[];
  /** How many items between them were no meeting. */
  skipped: number;
}

export interface UnreadableDelivery {
  code: "unknown_shape" | "no_meeting" | "too_many_meetings";
  /** A sentence for a person, without anything of the payload. */
  message: string;
}

/**
 * The meetings of a delivery in any of Fathom's formats, alone, in an array or wrapped. Takes any JSON value, never throws,
 * and takes time linear in its size. `no_meeting`: an empty array. `too_many_meetings`: more than 200 items.
 */
export const readDelivery = (payload: unknown): Result<Delivery, UnreadableDelivery> => {
  const meetings: Meeting[] = [];
  const { strays, tooMany } = walkBodies(payload, (body) => {
    const meeting = readBody(body);
    if (meeting !== null) meetings.push(meeting);
    return meeting !== null;
  });
  if (tooMany) {
    const message = "The delivery holds more than 200 meetings. Send fewer at a time.";
    return fail({ code: "too_many_meetings", message });
  }
  if (meetings.length > 0) return ok({ meetings, skipped: strays });
  if (strays === 0)
    return fail({ code: "no_meeting", message: "The delivery is an empty list: there is no meeting in it." });
  const message =
    "The delivery is in none of the known formats. Check what the sender puts into it: it needs a title or a link to the recording, and a summary, transcript, date or invitees.";
  return fail({ code: "unknown_shape", message });
};
