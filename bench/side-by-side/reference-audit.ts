/* Part of the reference, see reference-receiver.ts. */
import fs from "node:fs";

interface Attendance {
  recordingId: number;
  title: string;
  email: string;
}

interface Entry extends Attendance {
  outcome: string;
  noteId: number | null;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const keyOf = ({ recordingId, email }: Attendance): string => `${recordingId},${email}`;

/** A CSV file with one line an attendee; it also says who needs no second note, after a restart too. */
export const openAudit = (file: string) => {
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const known = new Set(before.map((line) => line.split(",").slice(0, 2).join(",")));
  return {
    has: (attendance: Attendance): boolean => known.has(keyOf(attendance)),
    add: (entry: Entry): void => {
      const { outcome, noteId, title } = entry;
      fs.appendFileSync(
        file,
        `${keyOf(entry)},${outcome},${noteId ?? ""},${new Date().toISOString()},${quoted(title)}\n`,
      );
      known.add(keyOf(entry));
    },
  };
};
