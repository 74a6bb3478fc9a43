import { Hono } from "hono";
import * as z from "zod";
import { type ReplayFailure, eventFilterSchema, replayEvent, replayEvents } from "@shared/pipeline/replay/replay.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import { forManager } from "../allowed.ts";
import type { ApiContext } from "../app.ts";
import { problem } from "../body.ts";

const replaySchema = eventFilterSchema.extend({ workspaceId: z.uuid().optional() });
const refusal = "Only a manager of the workspace may replay the team's deliveries. Your own you can replay one by one.";

const statusOf = ({ code }: ReplayFailure): 403 | 404 | 409 => {
  switch (code) {
    case "not_found":
      return 404;
    case "forbidden":
      return 403;
    default:
      return 409;
  }
};

/** `POST /events/replay` does all of a filter again, `POST /events/:id/replay` one. */
export const events = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.post("/replay", async (c) => {
    const { data, error } = await forManager(c, database, replaySchema, refusal);
    if (error) return error;
    const { workspaceId: _, ...filter } = data.body;
    const replayed = await replayEvents(database, data.membership.workspaceId, filter);
    ringWorker();
    return c.json(replayed);
  });

  routes.post("/:id/replay", async (c) => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(problem("not_found", "There is no such delivery."), 404);
    const { data, error } = await replayEvent(database, c.var.userId, id);
    if (error) return c.json(problem(error.code, error.message), statusOf(error));
    ringWorker();
    return c.json(data);
  });
  return routes;
};
