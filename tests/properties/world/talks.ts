import type { Guest } from "./guests.ts";

/** A recording that may be delivered. */
export interface Talk {
  guests: Guest[];
  /** Another recording of the conversation that the talk of this number is of; null: a conversation of its own. */
  recordedAgain: number | null;
  /** Whether the calendar event's link is in it: then it has the same room as all others that have it. */
  hasRoom: boolean;
  /** Whether it was in the calendar. */
  isScheduled: boolean;
}

/** How much of a talk a delivery brings. */
export interface Content {
  talk: number;
  /** How many of the guests it knows of. */
  guestCount: number;
  hasSummary: boolean;
}

const hourMs = 3_600_000;
const firstStart = Date.UTC(2026, 0, 1);

/** The number of the first talk of its conversation. */
export const conversationOf = (talks: Talk[], number: number): number => {
  const earlier = talks[number]?.recordedAgain ?? null;
  return earlier === null ? number : conversationOf(talks, earlier);
};

export const recordingId = (talk: number): string => String(7000 + talk);

export const summaryOf = (talk: number): string => `Agreed in talk ${talk}.`;

/** As Fathom's webhook posts it. Recordings of one conversation overlap; conversations in one room are days apart. */
export const bodyOf = (talks: Talk[], { talk: number, guestCount, hasSummary }: Content, recorder: string) => {
  const talk = talks[number];
  if (!talk) throw new Error(`there is no talk ${number}`);
  const conversation = conversationOf(talks, number);
  const scheduledStart = firstStart + conversation * 48 * hourMs;
  const start = scheduledStart + (number - conversation) * 60_000;
  const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
  return {
    title: `Talk ${number}`,
    recording_id: Number(recordingId(number)),
    share_url: `https://fathom.video/share/talk-${number}`,
    recording_start_time: at(0),
    recording_end_time: at(30),
    ...(talk.isScheduled
      ? {
          scheduled_start_time: new Date(scheduledStart).toISOString(),
          scheduled_end_time: new Date(scheduledStart + hourMs).toISOString(),
        }
      : {}),
    ...(talk.hasRoom || talk.recordedAgain !== null || talks.some(({ recordedAgain }) => recordedAgain === number)
      ? { meeting_url: "https://us02web.zoom.us/j/123456789" }
      : {}),
    calendar_invitees: talk.guests
      .slice(0, guestCount)
      .map(({ name, email, isExternal }) => ({ name, email, is_external: isExternal })),
    recorded_by: { name: "Ana Host", email: recorder },
    ...(hasSummary ? { default_summary: { markdown_formatted: `## Outcome\n\n${summaryOf(number)}\n` } } : {}),
  };
};
