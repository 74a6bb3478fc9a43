import type { Meeting } from "./meeting.ts";

type Conversed = Pick<Meeting, "joinUrl" | "scheduledStartAt" | "scheduledEndAt" | "attendees">;

/** What tells that two recordings are of one conversation; each is null when the recording does not say so much. */
export interface ConversationKeys {
  /** The join link without what differs from one invitation to the next. Rooms are used again: alone it says nothing. */
  roomKey: string | null;
  /** A hash that stands for the calendar event: its times and its people. */
  calendarKey: string | null;
}

/**
 * The keys of a recording's conversation. Two recordings of one workspace are one conversation when they have the same room
 * and either the same scheduled start or recording times that overlap, or when they have the same calendar key
 * (docs/decisions/004). `hash` must not let the addresses be read back: `sha256`.
 */
export const conversationKeys = async (
  meeting: Conversed,
  hash: (text: string) => Promise<string>,
): Promise<ConversationKeys> => {
  const event = calendarEventOf(meeting);
  return { roomKey: roomOf(meeting.joinUrl), calendarKey: event === null ? null : await hash(event) };
};

const longestRoomKey = 500;

/** Host and path, in lower case. The query holds passwords and who was invited, the fragment nothing. */
const roomOf = (joinUrl: string | null): string | null => {
  const url = joinUrl === null ? null : URL.parse(joinUrl);
  if (url === null) return null;
  const parts = url.pathname
    .split("/")
    .filter((part) => part !== "")
    .map(inOneSpelling);
  if (!namesRoom(parts, url.search !== "")) return null;
  const key = [url.host.replace(/^www\./, ""), ...parts].join("/");
  return key.length <= longestRoomKey ? key : null;
};

/** A Teams thread is written `19:meeting_…@thread.v2` or percent-encoded, by the calendar it went through. */
const inOneSpelling = (part: string): string => {
  try {
    return encodeURIComponent(decodeURIComponent(part)).toLowerCase();
  } catch {
    return part.toLowerCase();
  }
};

const doors =
  /^(?:_|v\d|[a-z]|url|link|redirect|wc|call|join|meet|meeting|meetup-join|room|new|start|launch|landing|index)$/;
const pages = /\.(?:php|aspx?|html?|jsp|cgi)$/;
const beforeName = /^(?:my|meet|room|join)$/;

/**
 * Whether the path says which room. `/url?q=…` and `/j.php?MTID=…` say it in the query: taken for a room, they would put the
 * conversations of different customers into one note, which is worse than two notes for one conversation.
 */
const namesRoom = (parts: string[], hasQuery: boolean): boolean => {
  const last = parts.at(-1);
  if (last === undefined || doors.test(last) || pages.test(last)) return false;
  const isPlainWord = /^[a-z]+$/.test(last);
  return !hasQuery || !isPlainWord || beforeName.test(parts.at(-2) ?? "");
};

/** Null without a scheduled start or with fewer than two people: too little to tell one event from another. */
const calendarEventOf = ({ scheduledStartAt, scheduledEndAt, attendees }: Conversed): string | null => {
  const people = new Set(attendees.flatMap(({ email }) => (email === null ? [] : [email])));
  if (scheduledStartAt === null || people.size < 2) return null;
  return JSON.stringify([scheduledStartAt, scheduledEndAt, ...[...people].toSorted()]);
};
