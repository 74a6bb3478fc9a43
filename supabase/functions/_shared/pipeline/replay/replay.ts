import * as z from "zod";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { mayActOn } from "../connect/may-act.ts";
import { timeSchema } from "../time-schema.ts";

/**
 * Which events: in one of these states, of this source, come this way, of this account, received in this time. `next`: where a
 * replay in several calls goes on.
 */
export const eventFilterSchema = z.object({
  states: z.array(z.enum(["dead", "unreadable", "retrying", "processed"])).min(1, "must name a state"),
  source: z.enum(["fathom"]).optional(),
  origin: z.enum(["webhook", "sweep", "import"]).optional(),
  integrationId: z.uuid().optional(),
  receivedFrom: timeSchema.optional(),
  receivedBefore: timeSchema.optional(),
  next: z.object({ afterAt: timeSchema, afterId: z.uuid() }).nullish(),
});

/** Which attendees: with this outcome, for this reason. */
export const attendeeFilterSchema = z.object({
  status: z.enum(["failed", "not_found", "ambiguous", "dry_run"]),
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, "is no reason")
    .optional(),
  next: z.object({ afterId: z.uuid() }).nullish(),
});

const eventsSchema = z.object({ replayed: z.int(), running: z.int(), next: z.unknown() });
const attendeesSchema = z.object({ replayed: z.int(), next: z.unknown() });

export interface ReplayFailure {
  code: "not_found" | "forbidden" | "running" | "nothing_to_do";
  message: string;
}

const sentences: Record<ReplayFailure["code"], string> = {
  not_found: "There is no such delivery.",
  forbidden: "This is a colleague's delivery. Ask them, or a manager of the workspace.",
  running: "Debrief is at it already. Look again in a moment.",
  nothing_to_do: "Its content has been erased, and everybody in it who can be logged is logged.",
};

const answers = { done: null, running: "running", nothing: "nothing_to_do" } as const;
const answerSchema = z.enum(["done", "running", "nothing"]);

/** So many a call: it stays within the time that the database gives a statement. */
const perCall = 200;

/** Does an event again: reads it, and logs whoever was not logged. Twice creates nothing. @throws DatabaseError */
export const replayEvent = async (
  database: Database,
  userId: string,
  eventId: string,
): Promise<Result<{ status: "waiting" }, ReplayFailure>> => {
  const access = await mayActOn(database, userId, "webhook_events", eventId);
  if (access !== "allowed") return fail({ code: access, message: sentences[access] });
  const code = answers[answerSchema.parse(await settleOrThrow(database.rpc("replay_event", { event: eventId })))];
  return code === null ? ok({ status: "waiting" }) : fail({ code, message: sentences[code] });
};

/** Does a workspace's events again, oldest first; call it again with `next` until that is null. @throws DatabaseError */
export const replayEvents = async (
  database: Database,
  workspaceId: string,
  { next, ...filter }: z.infer<typeof eventFilterSchema>,
): Promise<z.infer<typeof eventsSchema>> =>
  eventsSchema.parse(
    await settleOrThrow(
      database.rpc("replay_events", { workspace: workspaceId, filter: { ...filter, ...next }, max_events: perCall }),
    ),
  );

/** Has a workspace's attendees looked up and logged again; `next` as above. @throws DatabaseError */
export const replayAttendees = async (
  database: Database,
  workspaceId: string,
  { next, ...filter }: z.infer<typeof attendeeFilterSchema>,
): Promise<z.infer<typeof attendeesSchema>> =>
  attendeesSchema.parse(
    await settleOrThrow(
      database.rpc("replay_attendees", {
        workspace: workspaceId,
        filter: { ...filter, ...next },
        max_attendees: perCall,
      }),
    ),
  );
