import { DatabaseError, type DatabaseFailure } from "../../platform/database.ts";
import type { Result } from "../../platform/result.ts";
import { byteOrderMark, csvLine } from "./csv.ts";
import { type AuditLine, type AuditPage, type Place, auditColumns } from "./read-audit.ts";

/** To the second and in UTC, in the one form that every spreadsheet reads as a date. */
const readable = (time: string | null): string | null => {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 19).replace("T", " ");
};

const cellsOf = (line: AuditLine): (string | null)[] =>
  auditColumns.map((column) => (column.endsWith("_at") ? readable(line[column]) : line[column]));

type ReadPage = (after: Place | null) => Promise<Result<AuditPage, DatabaseFailure>>;

/**
 * The trail as CSV, a page at a time as fast as it is taken, so that its length costs no memory. The first page is read before:
 * what fails at once is thrown. What fails later breaks the stream off, and `onBroken` is told: half a file never looks whole.
 * @throws DatabaseError
 */
export const streamAudit = async (
  readPage: ReadPage,
  onBroken: (failure: DatabaseFailure) => void,
): Promise<ReadableStream<Uint8Array>> => {
  const first = await readPage(null);
  if (first.error) throw new DatabaseError(first.error);
  const encoder = new TextEncoder();
  let page = first.data;
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark + csvLine([...auditColumns]))),
    pull: async (controller) => {
      if (!page.next) return controller.close();
      controller.enqueue(encoder.encode(page.lines.map((line) => csvLine(cellsOf(line))).join("")));
      const { data, error } = await readPage(page.next);
      if (error) {
        onBroken(error);
        return controller.error(new DatabaseError(error));
      }
      page = data;
    },
  });
};
