import { Hono } from "hono";
import * as z from "zod";
import { type MendFailure, choosePerson, logAgain } from "@shared/pipeline/mend/mend-outcome.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const choiceSchema = z.object({ personId: z.string().regex(/^\d{1,15}$/, "is no person's id") });

const statusOf = ({ code }: MendFailure): 404 | 409 | 422 => {
  if (code === "not_found") return 404;
  return code === "already_logged" || code === "waiting" ? 409 : 422;
};

/** `POST /attendee-outcomes/:id/log-again` and `POST /attendee-outcomes/:id/choose`: what a person does about an outcome. */
export const attendeeOutcomes = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  const noSuchId = problem("not_found", "There is no such attendee.");

  routes.post("/:id/log-again", async (c) => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(noSuchId, 404);
    const { data, error } = await logAgain(database, c.var.userId, id);
    if (error) return c.json(problem(error.code, error.message), statusOf(error));
    ringWorker();
    return c.json(data);
  });

  routes.post("/:id/choose", async (c) => {
    const { data: choice, error: wrong } = await parseBody(c, choiceSchema);
    if (wrong !== null) return c.json(problem("invalid_request", wrong), 400);
    const id = z.uuid().safeParse(c.req.param("id")).data;
    if (!id) return c.json(noSuchId, 404);
    const { data, error } = await choosePerson(database, c.var.userId, id, choice.personId);
    if (error) return c.json(problem(error.code, error.message), statusOf(error));
    ringWorker();
    return c.json(data);
  });
  return routes;
};
