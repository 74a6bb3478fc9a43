import { Hono } from "hono";
import * as z from "zod";
import { previewNote } from "@shared/pipeline/log/preview-note.ts";
import { choosePerson, logAgain } from "@shared/pipeline/mend/mend-outcome.ts";
import { attendeeFilterSchema, replayAttendees } from "@shared/pipeline/replay/replay.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forManager } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";
import { mendStatusOf } from "../mend-status.ts";

const choiceSchema = z.object({ personId: z.string().regex(/^\d{1,15}$/, "is no person's id") });

const replaySchema = attendeeFilterSchema.extend({ workspaceId: z.uuid().optional() });
const refusal = "Only a manager of the workspace may have the team's attendees logged again.";

/**
 * What a person does about outcomes: `POST /attendee-outcomes/:id/log-again` and `/:id/choose`; `POST /attendee-outcomes/replay`
 * logs all of a filter again; `GET /attendee-outcomes/:id/note` is the note as it is or would be written.
 */
export const attendeeOutcomes = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  const noSuchId = problem("not_found", "There is no such attendee.");

  routes.post("/replay", async (c) => {
    const { data, error } = await forManager(c, database, replaySchema, refusal);
    if (error) return error;
    const { workspaceId: _, ...filter } = data.body;
    const replayed = await replayAttendees(database, data.membership.workspaceId, filter);
    ringWorker();
    return c.json(replayed);
  });

  routes.get("/:id/note", async (c) => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(noSuchId, 404);
    const { data, error } = await previewNote(database, c.var.userId, id);
    if (error === "forbidden") return c.json(problem("forbidden", "This is a colleague's meeting."), 403);
    return error ? c.json(noSuchId, 404) : c.json(data);
  });

  routes.post("/:id/log-again", async (c) => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(noSuchId, 404);
    const { data, error } = await logAgain(database, c.var.userId, id);
    if (error) return c.json(problem(error.code, error.message), mendStatusOf(error));
    ringWorker();
    return c.json(data);
  });

  routes.post("/:id/choose", async (c) => {
    const { data: choice, error: wrong } = await parseBody(c, choiceSchema);
    if (wrong !== null) return c.json(problem("invalid_request", wrong), 400);
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(noSuchId, 404);
    const { data, error } = await choosePerson(database, c.var.userId, id, choice.personId);
    if (error) return c.json(problem(error.code, error.message), mendStatusOf(error));
    ringWorker();
    return c.json(data);
  });
  return routes;
};
