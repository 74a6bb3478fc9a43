import type { TranscriptSegment } from "../../meetings/meeting.ts";
import { cleanName } from "../../meetings/clean-text.ts";
import { cleanOffset } from "../../meetings/clean-time.ts";
import { readPerson } from "./read-person.ts";

// A day of talk is about 1.3 million characters.
const maxCharacters = 2_000_000;

const time = String.raw`\d{1,3}:\d\d(?::\d\d)?(?:\.\d{1,3})?`;
const timed = new RegExp(String.raw`^\s*(?:\[(${time})\]|@?(${time}) +[-–] )\s*(\S.*)$`, "u");
const spoken = /^([^\s:][^:]{0,99}): +(\S.*)$/u;

interface Turn {
  speaker: string | null;
  at: string | undefined;
  lines: string[];
}

const toSegment = ({ speaker, at, lines }: Turn): TranscriptSegment[] => {
  const text = lines.join("\n").trim();
  if (text === "") return [];
  const person = readPerson(speaker);
  return [{ speaker: person.name ?? cleanName(speaker), email: person.email, text, atSeconds: cleanOffset(at) }];
};

/**
 * A transcript as text, cleaned before: "Name: text" lines, or blocks of "00:00:04 - Name (e-mail)" and indented text.
 * In a text with times only these begin a segment, since "Name: " may stand in what somebody says. What comes before the
 * first speaker, or a text without any, is a segment of nobody.
 */
export const parsePlainTranscript = (transcript: string): TranscriptSegment[] => {
  const lines = transcript.slice(0, maxCharacters).toWellFormed().split("\n");
  const hasTimes = lines.some((line) => timed.test(line));
  const turns: Turn[] = [{ speaker: null, at: undefined, lines: [] }];
  for (const line of lines) {
    const [, inBrackets, beforeDash, rest] = timed.exec(line) ?? [];
    const [, speaker, text] = (hasTimes && rest === undefined ? null : spoken.exec(rest ?? line)) ?? [];
    if (rest === undefined && speaker === undefined) turns.at(-1)?.lines.push(line.trim());
    else {
      const at = inBrackets ?? beforeDash;
      turns.push({ speaker: speaker ?? rest ?? null, at, lines: text === undefined ? [] : [text.trim()] });
    }
  }
  return turns.flatMap(toSegment);
};
