import { createChance } from "./chance.ts";
import { type Subject, lines, shortLines, subjects } from "./phrases.ts";
import type { Recording } from "./records.ts";

const pad = (number: number): string => String(number).padStart(2, "0");
const clockTime = (seconds: number): string =>
  `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;

const lengthOf = ({ start, end }: Recording): number =>
  Math.max(1, Math.round((Date.parse(end) - Date.parse(start)) / 1000));

/** The subject that goes with the title, else one of them all. */
export const subjectOf = ({ id, title }: Pick<Recording, "id" | "title">): Subject =>
  subjects.find((subject) => title.startsWith(subject.title)) ?? createChance(id).pick(subjects);

export const shareUrl = ({ id }: Pick<Recording, "id">): string =>
  `https://fathom.video/share/Simulated-${createChance(id).between(100_000_000, 999_999_999)}-${id}`;

/** Not made of the recording's id: the two numbers have nothing to do with each other. */
export const callUrl = ({ id }: Pick<Recording, "id">): string => `https://fathom.video/calls/${id + 430_313_000}`;

/** Markdown as Fathom's own: every sentence a link to its second in the recording. */
export const summaryOf = (recording: Recording): { template_name: string; markdown_formatted: string } => {
  const chance = createChance(recording.id + 1);
  const seconds = lengthOf(recording);
  const link = (text: string): string =>
    `[${text}](${shareUrl(recording)}?tab=summary&timestamp=${chance.between(0, seconds)}.0)`;
  const { purpose, takeaways, topics, actions } = subjectOf(recording);
  const list = (texts: string[]): string => texts.map((text) => `  - ${link(text)}\n`).join("");
  return {
    template_name: "General",
    markdown_formatted: [
      `## Meeting Purpose\n\n${link(purpose)}\n`,
      `## Key Takeaways\n\n${list(takeaways)}`,
      `## Topics\n\n${topics.map(([name, points]) => `### ${name}\n\n${list(points)}`).join("\n")}`,
      `## Next Steps\n\n${list(actions)}`,
    ].join("\n"),
  };
};

export const actionItemsOf = (recording: Recording, recorder: { name: string; email: string; team: string | null }) => {
  const chance = createChance(recording.id + 2);
  const seconds = lengthOf(recording);
  return subjectOf(recording).actions.map((description) => {
    const second = chance.between(0, seconds);
    // Items that nobody is named for are routine.
    const nobody = chance.happens(0.25);
    return {
      description,
      user_generated: false,
      completed: false,
      recording_timestamp: clockTime(second),
      recording_playback_url: `${callUrl(recording)}?timestamp=${second}.0`,
      assignee: nobody ? { name: null, email: null, team: null } : recorder,
    };
  });
};

/** What was said, by everybody on the call in turn. */
export const transcriptOf = (recording: Recording, recorderName: string) => {
  const chance = createChance(recording.id + 3);
  const seconds = lengthOf(recording);
  const speakers: [string, string | null][] = [
    [recorderName, recording.calendarTitle === null ? null : recording.recordedBy],
    ...recording.guests.map(({ name, email }): [string, string | null] => [
      name ?? email ?? "Unknown speaker",
      recording.calendarTitle === null ? null : email,
    ]),
  ];
  const segments = [];
  let speaker = 0;
  for (
    let second = Math.min(3, seconds - 1);
    second < seconds;
    second += chance.between(1, 2 * recording.secondsPerSegment - 1)
  ) {
    const [display_name, email] = speakers[speaker % speakers.length] ?? [recorderName, null];
    segments.push({
      speaker: { display_name, matched_calendar_invitee_email: email },
      text: chance.happens(0.2) ? chance.pick(shortLines) : `${chance.pick(lines)} ${chance.pick(lines)}`,
      timestamp: clockTime(second),
    });
    if (chance.happens(0.7)) speaker += chance.between(1, Math.max(1, speakers.length - 1));
  }
  return segments;
};
