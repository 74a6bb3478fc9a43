import type { FathomMeeting } from "./meetings.ts";

// It cannot be raised: there is no limit parameter.
const pageSize = 10;

/** One page; `parameters` as in the address. Unknown parameters are ignored; null for a cursor that is none of ours. */
export const listMeetings = (meetings: FathomMeeting[], parameters: URLSearchParams) => {
  const cursor = parameters.get("cursor");
  const from = cursor === null ? 0 : readCursor(cursor);
  if (from === null) return null;
  const [after, before] = [timeOf(parameters.get("created_after")), timeOf(parameters.get("created_before"))];
  const recordedBy = parameters.getAll("recorded_by[]");
  const found = meetings.filter(({ created_at, recorded_by }) => {
    const created = Date.parse(created_at);
    return (
      created >= (after ?? created) &&
      created <= (before ?? created) &&
      (recordedBy.length === 0 || recordedBy.includes(recorded_by.email))
    );
  });
  const next = from + pageSize;
  return {
    limit: pageSize,
    next_cursor: next < found.length ? Buffer.from(JSON.stringify({ from: next })).toString("base64") : null,
    items: found.slice(from, next).map((meeting) => withAskedParts(meeting, parameters)),
  };
};

/** Whether the call counts as heavy: it asks for summaries or transcripts. */
export const isHeavy = (parameters: URLSearchParams): boolean =>
  ["include_summary", "include_transcript"].some((name) => parameters.get(name) === "true");

const withAskedParts = (
  { default_summary, transcript, action_items, ...meeting }: FathomMeeting,
  parameters: URLSearchParams,
) => ({
  ...meeting,
  ...(parameters.get("include_summary") === "true" ? { default_summary } : {}),
  ...(parameters.get("include_transcript") === "true" ? { transcript } : {}),
  ...(parameters.get("include_action_items") === "true" ? { action_items } : {}),
});

const readCursor = (cursor: string): number | null =>
  Number(/^\{"from":(\d+)\}$/.exec(Buffer.from(cursor, "base64").toString())?.[1] ?? Number.NaN) || null;

const timeOf = (text: string | null): number | null => {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
};
