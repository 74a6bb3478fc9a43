/**
 * What a log line may say. Counts, ids of ours, codes and durations: never a name, an e-mail address, a title, a transcript
 * or a secret. A field that is not here cannot be logged.
 */
export interface LogFields {
  unit:
    | "receive"
    | "store"
    | "log"
    | "alert"
    | "delete_note"
    | "import"
    | "sweep"
    | "remove_webhook"
    | "drain"
    | "housekeeping"
    | "api";
  result: string;
  source?: string | undefined;
  route?: string | undefined;
  status?: number | undefined;
  proof?: string | undefined;
  eventId?: string | undefined;
  meetingId?: string | undefined;
  workspaceId?: string | undefined;
  integrationId?: string | undefined;
  jobId?: string | undefined;
  attempt?: number | undefined;
  payloadBytes?: number | undefined;
  meetings?: number | undefined;
  skipped?: number | undefined;
  attendees?: number | undefined;
  claimed?: number | undefined;
  done?: number | undefined;
  failed?: number | undefined;
  lookedUp?: number | undefined;
  payloads?: number | undefined;
  transcripts?: number | undefined;
  refused?: number | undefined;
  rewritten?: number | undefined;
  quiet?: number | undefined;
  swept?: number | undefined;
  retryInMs?: number | undefined;
  errorCode?: string | undefined;
  durationMs: number;
}

export type Log = (fields: LogFields) => void;

/** One line of JSON for each unit of work. */
export const createLog = (write: (line: string) => void, now: () => Date): Log => {
  return (fields) =>
    write(JSON.stringify({ at: now().toISOString(), ...fields, durationMs: Math.round(fields.durationMs) }));
};
